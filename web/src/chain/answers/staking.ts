/** What voting, emissions and the tokens answer, as far as rooms read it. */
import { address, amount, count, dec, decimals, fields, list, text, variant, type Checked } from "../shape.ts";

const tier = fields({ unbonding: count, multiplier: dec });
export type Tier = Checked<typeof tier>;
export const tiers = fields({ tiers: list(tier) });
export const totals = fields({ staked: amount, power: amount });
export const settings = fields({ paused_until: count });

export const account = fields({ stakes: list(amount), staked: amount, power: amount, reputation: amount });
export type Account = Checked<typeof account>;

const claim = fields({ amount, release_at: variant({ at_time: amount, at_height: count, never: fields({}) }) });
export type UnbondingClaim = Checked<typeof claim>;
export const claims = fields({ claims: list(claim) });

export const perks = fields({ perks: list(fields({ id: text, text, min_power: amount, min_reputation: amount })) });

const stream = fields({
  id: text,
  voting: address,
  distribution: count,
  min_power: amount,
  due: amount,
  total: amount,
  released: amount,
  rate: dec,
  schedule: fields({ start: count, points: list(fields({ after: count })) }),
});
export type Stream = Checked<typeof stream>;
export const streams = fields({ streams: list(stream) });

export const balance = fields({ balance: amount });
export const token = fields({ decimals });
