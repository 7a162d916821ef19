import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

export default defineConfig({
  resolve: { alias: client },
  test: { include: ["test/live/**/*.test.ts"], environment: "node", testTimeout: 300_000, hookTimeout: 60_000, fileParallelism: false },
});
