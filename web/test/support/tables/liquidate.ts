/** The figures of positions that can be liquidated, of those that are next, and of one liquidation. */
import type { Net } from "../chain.ts";
import type { RoomTable, Table } from "../figures.ts";
import { formatToken } from "../../../src/core/amount.ts";
import { decimal, formatHealth, formatPercent, formatUsd, valueOf } from "../../../src/core/decimal.ts";
import { shorten } from "../../../src/core/text.ts";
import { amount } from "./words.ts";

/** `chosen` is the position that is looked at, by an account, with what is typed: zero for nothing. */
export function liquidate(net: Net, chosen?: { readonly borrower: string; readonly liquidator: string; readonly typed: bigint }): RoomTable {
  const { qer, stable } = net.site;
  return {
    figures: {
      "Can be liquidated now / sentence": () =>
        `Whose health is below 1 at the higher of ${qer.symbol}’s price and its average of an hour. You repay a part of the debt and receive ${qer.symbol} with a bonus.`,
      ...(chosen ? one(net, chosen.borrower, chosen.liquidator, chosen.typed) : {}),
    },
    rows: [
      async (at) => {
        const { positions } = await at.market.liquidatable({ limit: 10 });
        const rows = positions.flatMap(({ borrower, health, quote }): [string, string][] => {
          const name = `Can be liquidated now / ${shorten(borrower)}`;
          if (!quote) throw new Error(`${borrower} cannot be liquidated: the run has used up the hour's cap`);
          return [
            [`${name} / Health`, formatHealth(decimal(health))],
            [`${name} / You repay`, amount(quote.repaid, stable)],
            [`${name} / You receive`, amount(quote.collateral, qer)],
          ];
        });
        return Object.fromEntries(rows);
      },
      async (at) => {
        const { positions } = await at.market.positionsByHealth({ limit: 10 });
        const rows = positions.flatMap(({ user, health, debt, collateral }): [string, string][] => [
          [`The least healthy / ${shorten(user)} / Health`, health ? formatHealth(decimal(health)) : "–"],
          [`The least healthy / ${shorten(user)} / Debt`, amount(debt, stable)],
          [`The least healthy / ${shorten(user)} / Collateral`, amount(collateral, qer)],
        ]);
        return Object.fromEntries(rows);
      },
    ],
  };
}

function one({ site: { qer, stable, eth } }: Net, borrower: string, liquidator: string, typed: bigint): Table {
  const name = `Liquidate ${shorten(borrower)}`;
  const most: Table = {
    [`${name} / You repay`]: async (at) => {
      const row = (await at.market.liquidatable({ limit: 10 })).positions.find((position) => position.borrower === borrower);
      const [repaid, has] = [row?.quote?.repaid ?? 0n, await at.stable(liquidator)];
      const all = repaid + repaid / 10_000n + 1n;
      return has < all ? `All that your wallet has: ${formatToken(has, stable)}` : `All that may be repaid, and a little that comes back: ${formatToken(all, stable)}`;
    },
  };
  if (typed === 0n) return most;
  const quote = async (at: Parameters<Table[string]>[0]) => {
    const { quote: found, refused } = await at.market.quoteLiquidation({ borrower, amount: typed });
    if (!found) throw new Error(`no quote: ${refused}`);
    return found;
  };
  return {
    ...most,
    [`${name} / You pay`]: async (at) => amount((await quote(at)).repaid, stable),
    [`${name} / You pay: note`]: async (at) => {
      const { refunded } = await quote(at);
      return refunded > 0n ? `the other ${amount(refunded, stable)} come back` : undefined;
    },
    [`${name} / You receive ${qer.symbol}`]: async (at) => amount((await quote(at)).collateral, qer),
    [`${name} / You receive ${qer.symbol}: note`]: async (at) => {
      const { mid, average } = await at.price(qer.oracle);
      const [a, b] = [decimal(mid), decimal(average)];
      return `worth ${formatUsd(valueOf((await quote(at)).collateral, qer.decimals, a > b ? a : b))} at the liquidation price`;
    },
    [`${name} / You receive ETH`]: async (at) => amount((await quote(at)).eth, eth),
    [`${name} / Bonus`]: async (at) => formatPercent(decimal((await quote(at)).bonus)),
    [`${name} / Health now`]: async (at) => formatHealth(decimal((await quote(at)).health)),
    [`${name} / Written off`]: async (at) => {
      const { written_off: lost } = await quote(at);
      return lost > 0n ? amount(lost, stable) : undefined;
    },
  };
}
