import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";
import { client } from "./scripts/client.ts";

/**
 * All lives are on the same chains, one after the other: borrowing is opened by the sponsor; when the borrower has left,
 * prices fall, and the averages follow while the staker waits for his stake. What is not named here comes last. Bad days are in a folder of their own.
 */
const ORDER = ["sponsor", "supplier", "borrower", "staker", "liquidator", "vesting", "provider", "airdrop", "wallets"];

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // A file that is not named comes after those that are.
    const place = ({ moduleId }: TestSpecification) => {
      const at = ORDER.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at === -1 ? ORDER.length : at;
    };
    return [...files].sort((a, b) => place(a) - place(b) || (a.moduleId < b.moduleId ? -1 : 1));
  }
}

export default defineConfig({
  resolve: { alias: client },
  test: {
    include: ["test/live/*.test.ts"],
    globalSetup: "test/live/setup.ts",
    environment: "node",
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    sequence: { sequencer: InOrder },
    bail: 1,
    disableConsoleIntercept: true,
  },
});
