/** What the airdrop answers, as far as the room reads it. */
import { amount, count, fields, optional, type Checked } from "../shape.ts";

export const config = fields({ count, total: amount, start: count, end: count });
export type Config = Checked<typeof config>;
export const totals = fields({ claimed: amount, claims: count });
export const claimed = fields({ amount: optional(amount) });
