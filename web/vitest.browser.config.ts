import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

export default defineConfig({
  resolve: { alias: client },
  test: { include: ["test/browser/**/*.test.ts"], environment: "node", testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
