/** The figures of the room in which one supplies. */
import type { Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { formatAmount } from "../../../src/core/amount.ts";
import { decimal, formatPercent } from "../../../src/core/decimal.ts";
import { amount } from "./words.ts";

export function supply({ site: { stable } }: Net, user: string): RoomTable {
  const all = (of: bigint) => `${formatAmount(of, stable.decimals)} ${stable.symbol}`;
  return {
    figures: {
      "Yours / Supplied, with interest": async (at) => amount((await at.market.supplier({ user })).assets, stable),
      "Yours / Can be taken now": async (at) => amount((await at.market.maxWithdraw({ user })).supplied, stable),
      "Yours / In your wallet": async (at) => amount(await at.stable(user), stable),
      "Yours / You earn": async (at) => formatPercent(decimal((await at.market.state()).supply_rate)),
      "Supply / How much": async (at) => `In your wallet: ${all(await at.stable(user))}`,
      "Withdraw / How much to take": async (at) => `Can be taken now: ${all((await at.market.maxWithdraw({ user })).supplied)}`,
    },
  };
}
