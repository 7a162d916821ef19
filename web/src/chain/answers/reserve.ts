/** What the reserve answers, and the records of it that are read raw, as far as rooms read them. */
import { amount, count, dec, fields, list, optional, text, variant, word, yes, type Checked } from "../shape.ts";

export const backing = fields({
  encumbered: amount,
  unencumbered: amount,
  in_flight: amount,
  waiting: amount,
  open_orders: count,
  capacity: amount,
  order_capacity: count,
  min_order: optional(amount),
  paused_until: count,
});
export type Backing = Checked<typeof backing>;

export const batch = fields({ stable_in: amount, eth_out: amount, stable_out: optional(amount), open: amount, settled: yes });
export type Batch = Checked<typeof batch>;

const order = fields({
  batch_id: amount,
  amount,
  eth_out: amount,
  deadline: count,
  recovered: optional(yes),
  status: word("pending", "sent", "returning", "settled", "refunded", "lost"),
});
export type Order = Checked<typeof order>;
const numbered = fields({ order_id: amount, order });
export type NumberedOrder = Checked<typeof numbered>;
export const orders = fields({ orders: list(numbered) });

export const waiting = fields({ waiting: list(fields({ batch_id: amount, amount, since: count })) });

export const config = fields({ route: fields({ timeout: count }), params: fields({ grace: count }) });

const offer = fields({ eth: amount, price: dec, cost: amount });
export type Offer = Checked<typeof offer>;
export const storefront = fields({ deficit: optional(offer), buyback: optional(offer) });

const missing = variant({
  borrowing_not_open: fields({}),
  market_unreadable: fields({}),
  not_burner: fields({}),
  level_not_set: fields({}),
  price: fields({ asset: text, reason: text }),
  deficit_open: fields({}),
});
export type MissingForBuyback = Checked<typeof missing>;
export const milestones = fields({ opened_at: optional(count), missing: list(missing) });
