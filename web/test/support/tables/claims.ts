/** The figures of claims, and of what somebody is owed. */
import { reserve } from "@qerun/client";
import type { Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { date } from "../../../src/core/time.ts";
import { amount } from "./words.ts";

export function claims({ site: { stable, eth, home } }: Net, user: string): RoomTable {
  return {
    figures: {
      "Your claim / ETH, bought and kept for you": async (at) => amount((await at.market.position({ user })).claim.eth, eth),
      "Your claim / Waiting in the open batch": async (at) => amount((await at.market.position({ user })).claim.unsent, stable),
      "Your claim / Waiting in the open batch: note": async (at) => {
        const [{ batch }, { batch: rule }] = [await at.market.state(), await at.market.params()];
        return batch.opened_at > 0 ? `the batch is due when it is full, or ${date(batch.opened_at + rule.max_age)}` : undefined;
      },
      "Your claim / Being bought": async (at) => amount((await at.market.position({ user })).claim.pending, stable),
      "Your claim / Came back as stablecoins": async (at) => amount((await at.market.position({ user })).claim.stable, stable),
      "What you are owed / ETH to collect now": async (at) => amount((await at.market.owed({ user })).collectable, eth),
      "What you are owed / Stablecoins to collect now": async (at) => amount((await at.market.owed({ user })).collectable_stable, stable),
    },
    rows: [
      async (at) => {
        const { batches } = await at.market.owed({ user });
        const rows = await Promise.all(
          batches.map(async ({ batch_id: id, user_in: went, eth: bought, stable: back }) => {
            const record = await reserve.records.batches.read(at, home.contracts.reserve, id);
            const state =
              typeof bought === "bigint"
                ? `bought: ${amount(bought, eth)}${back ? ` and ${amount(back, stable)} came back` : ""}`
                : record === undefined
                  ? "not handed over yet"
                  : `${amount(record.open, stable)} of ${amount(record.stable_in, stable)} still on their way`;
            return [`What you are owed / Batch ${id}`, `${amount(went, stable)} of yours went in | ${state}`];
          }),
        );
        return Object.fromEntries(rows) as Record<string, string>;
      },
    ],
  };
}
