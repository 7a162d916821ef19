import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

export default defineConfig({
  resolve: { alias: client },
  test: {
    include: ["test/browser/**/*.test.ts"],
    globalSetup: "test/browser/setup.ts",
    environment: "node",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Blocks are not waited for, so that two files keep two cores busy.
    maxWorkers: 2,
    // What the files import holds no state of a test.
    isolate: false,
  },
});
