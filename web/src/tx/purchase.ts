/** How far the purchase of a batch is, from what the reserve publishes of it, and in words that promise no more than that. */
import type { Batch } from "../chain/answers/reserve.ts";
import { formatToken, type Unit } from "../core/amount.ts";

/** What a settled batch has become. `returned`: stablecoins that governance gave back. `lost`: nothing came of it. */
export type Outcome = "bought" | "partly" | "returned" | "lost";

export function outcomeOf({ eth_out, stable_out }: Pick<Batch, "eth_out" | "stable_out">): Outcome {
  const stable = (stable_out ?? 0n) > 0n;
  if (eth_out > 0n) return stable ? "partly" : "bought";
  return stable ? "returned" : "lost";
}

export function isOutcome(value: unknown): value is Outcome {
  return typeof value === "string" && Object.hasOwn(OUTCOME_WORDS, value);
}

/** What is true of a borrow whose batch has settled. */
export const OUTCOME_WORDS: Record<Outcome, string> = {
  bought: "done, ETH bought",
  partly: "done, ETH bought with a part; the rest came back as stablecoins",
  returned: "done, no ETH: the purchase was given up, and the stablecoins came back",
  lost: "done, no ETH: the purchase was lost on the way",
};

/**
 * Words for a batch that is not settled: its record, none while it is still in the market, and what of it was refunded and waits
 * in the reserve. `waiting` is undefined until that is known.
 */
export function openWords(batch: Pick<Batch, "open"> | undefined, waiting: bigint | undefined, stable: Unit): { what: string; note: string } {
  if (batch === undefined) return { what: "collecting in the market", note: "It leaves when it is full, or old enough." };
  if (waiting === undefined || waiting === 0n) return { what: "being bought on the other chain, or on its way there or back", note: REPAYING };
  const { what, wait } =
    waiting < batch.open
      ? { what: `${formatToken(waiting, stable)} came back, the rest is still under way`, wait: "What came back waits" }
      : { what: `the purchase did not happen, ${formatToken(waiting, stable)} came back`, wait: "They wait" };
  return { what, note: `${wait} in the reserve until somebody has them sent again, which anyone may do; you need not sign anything. ${REPAYING}` };
}

const REPAYING = "You can repay meanwhile: it counts at once, and the part of this batch that it releases is owed to you until the batch has settled.";
