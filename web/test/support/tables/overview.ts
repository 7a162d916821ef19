/** The figures of the overview. */
import type { Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { decimal, formatPercent, formatPrice, formatUsd, valueOf } from "../../../src/core/decimal.ts";
import { date } from "../../../src/core/time.ts";
import { ordersWords } from "../../../src/rooms/overview/overview.tsx";
import { borrowingWords, buybackWords } from "../../../src/rooms/overview/phase.tsx";
import { sourceWords } from "../../../src/rooms/overview/sources.tsx";
import { priceState, priceStateWords } from "../../../src/rooms/prices.ts";
import { amount } from "./words.ts";

const STAGES = { bootstrap: "The steward may queue decisions, too", shared: "Critical decisions need DAO and steward", community: "The DAO acts alone" };

export function overview({ site }: Net): RoomTable {
  const { qer, stable, eth } = site;
  const usd = async (units: bigint, price: Promise<{ mid: string }>) => formatUsd(valueOf(units, eth.decimals, decimal((await price).mid)));
  return {
    figures: {
      "Market / Supplied": async (at) => amount((await at.market.state()).supplied, stable),
      "Market / Borrowed": async (at) => amount((await at.market.state()).debt, stable),
      "Market / Borrowed: note": async (at) => `${formatPercent(decimal((await at.market.state()).utilisation))} of what is supplied`,
      "Market / At hand": async (at) => amount((await at.market.state()).cash, stable),
      "Market / Borrowers pay": async (at) => formatPercent(decimal((await at.market.state()).borrow_rate)),
      "Market / Suppliers earn": async (at) => formatPercent(decimal((await at.market.state()).supply_rate)),
      [`Market / ${qer.symbol} pledged`]: async (at) => amount((await at.market.state()).collateral, qer),
      "Market / Insurance": async (at) => amount((await at.market.state()).insurance, stable),
      "Market / Written off so far": async (at) => amount((await at.market.writeOffs()).debt, stable),
      "Market / Written off so far: note": async (at) => `suppliers bore ${amount((await at.market.writeOffs()).suppliers, stable)}`,
      "Market / Deficit": async (at) => {
        const { deficit } = await at.market.state();
        return deficit > 0n ? amount(deficit, stable) : undefined;
      },
      "Phase / Borrowing": async (at) => {
        const { opened_at: opened, missing } = await at.market.milestones();
        return milestone(opened, missing.map((one) => borrowingWords(one, site)));
      },
      "Phase / Buyback": async (at) => {
        const { opened_at: opened, missing } = await at.reserve.milestones();
        return milestone(opened, missing.map((one) => buybackWords(one, site)));
      },
      "Reserve / ETH of borrowers' claims": async (at) => amount((await at.reserve.backing()).encumbered, eth),
      "Reserve / ETH of borrowers' claims: note": async (at) => usd((await at.reserve.backing()).encumbered, at.price(eth.oracle)),
      "Reserve / The protocol's own ETH": async (at) => amount((await at.reserve.backing()).unencumbered, eth),
      "Reserve / The protocol's own ETH: note": async (at) => usd((await at.reserve.backing()).unencumbered, at.price(eth.oracle)),
      "Reserve / In flight": async (at) => amount((await at.reserve.backing()).in_flight, stable),
      "Reserve / In flight: note": async (at) => ordersWords((await at.reserve.backing()).open_orders),
      "Reserve / Waiting to be sent": async (at) => amount((await at.reserve.backing()).waiting, stable),
      "Governance / Staked": async (at) => amount((await at.voting.totals()).staked, qer),
      "Governance / Power of all": async (at) => amount((await at.voting.totals()).power, { symbol: "", decimals: qer.decimals }),
      "Governance / Stage": async (at) => {
        const { stage } = await at.timelock.stage();
        if (!STAGES[stage]) throw new Error(`no words for ${stage}`);
        return stage;
      },
      "Governance / Next stage at the latest": async (at) => {
        const { next_at: next } = await at.timelock.stage();
        return typeof next === "number" && next > at.time ? date(next) : "–";
      },
    },
    rows: [
      async (at) => {
        const rows: Record<string, string> = {};
        for (const asset of [qer, eth, stable]) {
          const record = await at.price(asset.oracle);
          const price = (text: string) => formatPrice(decimal(text));
          const put = (column: string, value: string) => (rows[`Prices / ${asset.symbol} / ${column}`] = value);
          put("Mid", price(record.mid));
          put("Bid to ask", `${price(record.bid)} to ${price(record.ask)}`);
          put("Average of an hour", price(record.average));
          put("Depth", record.depth ? formatUsd(decimal(record.depth)) : "–");
          put("State", priceStateWords(priceState(record, at.time), record, at.time));
          const { sources } = await at.oracle.price({ asset: asset.oracle });
          rows[`Prices / ${asset.symbol}`] = sources.map((source) => sourceWords(source, at.time)).join(" | ");
        }
        return rows;
      },
    ],
  };
}

function milestone(opened: number | null | undefined, missing: readonly string[]): string {
  if (typeof opened === "number") return `open since ${date(opened)}, for good`;
  return `not opened by governance yet | ${missing.length > 0 ? `Missing: ${missing.join("; ")}.` : "Nothing is missing: governance can open it."}`;
}
