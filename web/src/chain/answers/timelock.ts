/** What the timelock answers, as far as rooms read it. */
import { address, amount, anything, count, fields, list, optional, text, word, type Checked } from "../shape.ts";

const rank = word("routine", "sensitive", "critical");
const status = word("awaiting_bond", "waiting", "ready", "expired", "executed", "cancelled", "vetoed");
export type Status = Checked<typeof status>;

const operation_ = fields({
  text,
  class: rank,
  delay: count,
  bond: amount,
  bond_state: word("none", "held", "returned", "forfeited"),
  sponsor: optional(address),
  queued_by: address,
  queued_at: count,
  ready_at: optional(count),
  expires_at: count,
});
export type Operation = Checked<typeof operation_>;

const row = fields({ id: count, status, operation: operation_ });
export type OperationRow = Checked<typeof row>;
export const operations = fields({ operations: list(row) });
export const operation = fields({ operation: operation_, status, missing: list(word("dao", "steward")), messages: list(anything) });

export const classOf = fields({ class: rank, delay: count, bond: amount });
export const stage = fields({ stage: word("bootstrap", "shared", "community"), next_at: optional(count) });
