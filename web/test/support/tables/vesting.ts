/** The figures of the team's vesting. */
import type { Moment, Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { vestOf } from "../../../src/chain/vesting.ts";
import { shorten } from "../../../src/core/text.ts";
import { date, until } from "../../../src/core/time.ts";
import { amount } from "./words.ts";

/** What a vesting contract answers to a question without fields, as an amount. */
export async function vesting(at: Moment, contract: string, question: "vested" | "distributable" | "total_to_vest"): Promise<bigint> {
  return BigInt((await at.smart(contract, { [question]: {} })) as string);
}

export function members({ site: { qer, home } }: Net, account: string): RoomTable {
  const contracts = Object.entries(home.contracts).filter(([name]) => name.startsWith("vesting-")) as [string, string][];
  return {
    figures: {},
    rows: contracts.map(([name, contract]) => async (at) => {
      const member = name.slice("vesting-".length);
      const { recipient, claimed, first, end } = await vestOf(at, contract);
      const total = await vesting(at, contract, "total_to_vest");
      const rows: Record<string, string> = {
        [`The team’s part / ${member} / Account`]: shorten(recipient),
        [`The team’s part / ${member} / In all`]: amount(total, qer),
        [`The team’s part / ${member} / Paid`]: amount(claimed, qer),
        [`The team’s part / ${member} / Ends`]: date(end!),
      };
      if (recipient !== account) return rows;
      const waits = first! > at.time;
      const mine: Record<string, string> = {
        "To claim now": amount(await vesting(at, contract, "distributable"), qer),
        "Vested so far": amount(await vesting(at, contract, "vested"), qer),
        "Vested so far: note": `of ${amount(total, qer)}`,
        Claimed: amount(claimed, qer),
        [waits ? "Begins" : "Ends"]: waits ? until(first!, at.time) : end! <= at.time ? "all has vested" : until(end!, at.time),
        [`${waits ? "Begins" : "Ends"}: note`]: date(waits ? first! : end!),
      };
      for (const [figure, value] of Object.entries(mine)) rows[`Yours: ${member} / ${figure}`] = value;
      return rows;
    }),
  };
}
