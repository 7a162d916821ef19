/** What the oracle answers, as far as rooms read it. */
import { count, dec, fields, list, optional, text, word, type Checked } from "../shape.ts";

const record = fields({
  bid: dec,
  ask: dec,
  mid: dec,
  average: dec,
  depth: optional(dec),
  as_of: count,
  expires: count,
  status: word("live", "degraded", "halted"),
});
export type PriceRecord = Checked<typeof record>;

export const prices = fields({ prices: list(fields({ asset: text, record })) });
export type Prices = Checked<typeof prices>;

const source = fields({ kind: text, observation: optional(fields({ price: dec, as_of: count })) });
export type Source = Checked<typeof source>;
export const price = fields({ sources: list(source) });
