import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

export default defineConfig({
  resolve: { alias: client },
  test: { include: ["test/unit/**/*.test.ts"], environment: "node", testTimeout: 60_000 },
});
