import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

export default defineConfig({
  resolve: { alias: client },
  test: {
    include: ["test/unit/**/*.test.ts"],
    environment: "node",
    testTimeout: 60_000,
    // The sources hold no state outside of objects that each test makes: they are read once a worker, not once a file.
    isolate: false,
  },
});
