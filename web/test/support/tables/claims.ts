/** The figures of claims, of what somebody is owed, and of the purchases in which he has a part. */
import { marketRecords, reserve } from "@qerun/client";
import type { Moment, Net } from "../chain.ts";
import type { RoomTable } from "../figures.ts";
import { date } from "../../../src/core/time.ts";
import { orderWords } from "../../../src/rooms/claims/order-words.ts";
import { amount } from "./words.ts";

export function claims(net: Net, user: string): RoomTable {
  const { stable, eth } = net.site;
  return {
    figures: {
      "Your claim / ETH, bought and kept for you": async (at) => amount((await at.market.position({ user })).claim.eth, eth),
      "Your claim / Waiting in the open batch": async (at) => amount((await at.market.position({ user })).claim.unsent, stable),
      "Your claim / Waiting in the open batch: note": async (at) => {
        const { due_at: due } = await at.market.quoteFlush();
        return due > 0 ? `the batch is due when it is full, or ${date(due)}` : undefined;
      },
      "Your claim / Being bought": async (at) => amount((await at.market.position({ user })).claim.pending, stable),
      "Your claim / Came back as stablecoins": async (at) => amount((await at.market.position({ user })).claim.stable, stable),
      "What you are owed / ETH to collect now": async (at) => amount((await at.market.owed({ user })).collectable, eth),
      "What you are owed / Stablecoins to collect now": async (at) => amount((await at.market.owed({ user })).collectable_stable, stable),
    },
    rows: [(at) => purchases(net, user, at), (at) => releases(net, user, at)],
  };
}

/** What repaying a tenth, and all, would release: as large a part of each part of the claim, rounded down. */
async function releases({ site: { stable, eth } }: Net, user: string, at: Moment): Promise<Record<string, string>> {
  const { debt, claim } = await at.market.position({ user });
  if (debt === 0n) return {};
  const row = (name: string, repaid: bigint): [string, string] => {
    const part = (of: bigint) => (of * repaid) / debt;
    const parts = [amount(part(claim.eth), eth), amount(part(claim.unsent) + part(claim.stable), stable)];
    const later = `at once; owed to you until it is bought: ${amount(part(claim.pending), stable)}`;
    return [`Your claim / ${name}, ${amount(repaid, stable)}, releases`, [...parts, later].join(" | ")];
  };
  return Object.fromEntries([row("Repaying a tenth", debt / 10n), row("Repaying all", debt)]);
}

/** Each batch with his parts of it, what has become of it, and its orders. */
async function purchases({ site: { stable, eth, home, dex } }: Net, user: string, at: Moment): Promise<Record<string, string>> {
  const record = await marketRecords.positions.read(at, home.contracts.market, user);
  const claimed = (record?.claim.batches ?? []).map(({ id, amount: part }) => ({ id, part, of: "of your claim, which backs your loan" }));
  const owed = (await at.market.owed({ user })).batches.map(({ batch_id: id, user_in: part }) => ({ id, part, of: "owed to you, to be collected" }));
  const rows: Record<string, string> = {};
  for (const { id, part, of } of [...claimed, ...owed]) rows[`Batch ${id} / ${amount(part, stable)}`] = of;
  const { route, params } = await at.reserve.config();
  for (const id of new Set([...claimed, ...owed].map((part) => part.id))) {
    const batch = await reserve.records.batches.read(at, home.contracts.reserve, id);
    // Of a batch that is not handed over yet there is no record; the lives fill theirs at once.
    if (!batch) throw new Error(`batch ${id} is not handed over`);
    const back = batch.stable_out ? ` and ${amount(batch.stable_out, stable)}, which came back` : "";
    rows[`Batch ${id} / sentence`] = batch.settled
      ? `Settled: all of it became ${amount(batch.eth_out, eth)}${back}. You have your part of that.`
      : `${amount(batch.open, stable)} of all its ${amount(batch.stable_in, stable)} are not ETH yet.`;
    const { orders } = await at.reserve.orders({ limit: 30 });
    for (const { order_id: number, order } of orders.filter((row) => row.order.batch_id === id)) {
      const words = orderWords(order, { now: at.time, timeout: route.timeout, grace: params.grace, dex: dex.name });
      const bought = order.eth_out > 0n ? [amount(order.eth_out, eth)] : [];
      rows[`Batch ${id} / Order ${number}`] = [amount(order.amount, stable), words.state, ...bought, words.next].join(" | ");
    }
  }
  return rows;
}
