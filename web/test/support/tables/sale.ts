/** The figures of the reserve's sales of ETH. */
import type { Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { decimal, formatPrice } from "../../../src/core/decimal.ts";
import { amount } from "./words.ts";

/** While nothing is typed. Where nothing is for sale the room has no figures. */
export function sale({ site: { qer, stable, eth } }: Net, address: string): RoomTable {
  return {
    figures: {},
    rows: [
      async (at) => {
        const { deficit, buyback } = await at.reserve.storefront();
        const rows: Record<string, string> = {};
        for (const [name, unit, offer, has] of [
          [`For ${qer.symbol}, which is burned`, qer, buyback, await at.qer(address)],
          [`For ${stable.symbol}, into the deficit`, stable, deficit, await at.stable(address)],
        ] as const) {
          if (!offer) continue;
          rows[`${name} / For sale now`] = amount(offer.eth, eth);
          rows[`${name} / For sale now: note`] = `costs ${amount(offer.cost, unit)} in all`;
          rows[`${name} / Price of an ETH`] = formatPrice(decimal(offer.price));
          rows[`${name} / You would receive`] = amount(0n, eth);
          rows[`${name} / You pay ${unit.symbol}`] = `At most, of what you have: ${amount(has < offer.cost ? has : offer.cost, unit)}`;
        }
        return rows;
      },
    ],
  };
}
