/** The figures of the airdrop. */
import type { Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { formatToken } from "../../../src/core/amount.ts";
import { date, until } from "../../../src/core/time.ts";
import { amount } from "./words.ts";

/** `found` is what the line in the field gives. */
export function airdrop({ site: { qer } }: Net, account: string, found?: bigint): RoomTable {
  return {
    figures: {
      "The airdrop / Given away": async (at) => amount((await at.airdrop.config()).total, qer),
      "The airdrop / Given away: note": async (at) => `to ${(await at.airdrop.config()).count} accounts`,
      "The airdrop / Claimed so far": async (at) => amount((await at.airdrop.totals()).claimed, qer),
      "The airdrop / Claimed so far: note": async (at) => `by ${(await at.airdrop.totals()).claims} accounts`,
      "The airdrop / Begins": async (at) => until((await at.airdrop.config()).start, at.time),
      "The airdrop / Begins: note": async (at) => date((await at.airdrop.config()).start),
      "The airdrop / Ends": async (at) => until((await at.airdrop.config()).end, at.time),
      "The airdrop / Ends: note": async (at) => date((await at.airdrop.config()).end),
      "Claim / sentence": async (at) => {
        const claimed = (await at.airdrop.claimed({ account })).amount;
        if (typeof claimed === "bigint") return `This account has claimed ${formatToken(claimed, qer)}.`;
        return found === undefined ? undefined : `It gives ${formatToken(found, qer)}.`;
      },
    },
  };
}
