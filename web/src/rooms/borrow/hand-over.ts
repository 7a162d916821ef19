/** Gas that the simulation of a borrow cannot see: that of the batch which becomes due before the block. */
import type { BorrowQuote } from "../../chain/answers/market.ts";
import { REVIEW_SECONDS } from "../../tx/machine.ts";

/** What sending a batch off adds to a borrow, an upper bound; packages/live adds the same. */
export const HAND_OVER_GAS = 300_000n;

/**
 * A simulation runs at the time of the last block. If the batch is due by the block of the borrow, the borrow sends it off as
 * well, and would run out of gas. Zero where the simulation has it already, or the batch is not due so soon.
 */
export function handOverGas({ hands_over, due_at }: Pick<BorrowQuote, "hands_over" | "due_at">, now: number): bigint {
  return !hands_over && due_at > 0 && due_at <= now + REVIEW_SECONDS ? HAND_OVER_GAS : 0n;
}
