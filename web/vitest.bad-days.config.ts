import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

// Apart from the lives: a deployment of its own, whose feeders fall silent, and a net whose programs are stopped.
export default defineConfig({
  resolve: { alias: client },
  test: {
    include: ["test/live/bad-days/*.test.ts"],
    environment: "node",
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    // A net whose node did not come back makes all that follows fail.
    bail: 1,
  },
});
