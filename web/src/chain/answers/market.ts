/** What the market answers, as far as rooms read it. */
import { address, amount, anything, count, dec, fields, list, optional, text, variant, yes, type Checked } from "../shape.ts";

export const state = fields({
  cash: amount,
  debt: amount,
  supplied: amount,
  collateral: amount,
  insurance: amount,
  deficit: amount,
  utilisation: dec,
  borrow_rate: dec,
  supply_rate: dec,
});
export type State = Checked<typeof state>;

export const params = fields({ max_ltv: dec, min_debt: dec, contribution_share: dec, perk_contribution_share: dec });
export type Params = Checked<typeof params>;

export const threshold = fields({ effective: dec });

/** Until when each is paused. */
export const pauses = fields({ supply: count, borrow: count, withdraw_collateral: count });

const missing = variant({
  price: fields({ asset: text, reason: text }),
  depth: fields({ asset: text }),
  insurance: fields({ insurance: dec, needed: dec }),
  stress_cover: fields({}),
  depth_cap: fields({}),
  debt_ceiling: fields({}),
  cash: fields({ cash: amount, needed: amount }),
  reserve_unreadable: fields({}),
  reserve_of_another_market: fields({}),
  purchases_paused: fields({ until: count }),
});
export type MissingForBorrowing = Checked<typeof missing>;
export const milestones = fields({ opened_at: optional(count), missing: list(missing) });

export const writeOffs = fields({ debt: amount, suppliers: amount });

const claim = fields({ eth: amount, unsent: amount, pending: amount, stable: amount });
export const position = fields({ user: address, collateral: amount, debt: amount, claim, barred: yes, health: optional(dec), health_with_claim: optional(dec) });
export type Position = Checked<typeof position>;
export const positions = fields({ positions: list(position), next: optional(anything) });

const limits = fields({ max_ltv: amount, cash: amount, account_cap: amount, debt_cap: amount, debt_ceiling: amount, stress: amount });
export type Limits = Checked<typeof limits>;
export const maxBorrow = fields({ amount, limits: optional(limits) });
export type MaxBorrow = Checked<typeof maxBorrow>;
export const maxWithdraw = fields({ collateral: amount, supplied: amount });

export const borrowQuote = fields({ paid_out: amount, claim: amount, contribution: amount, debt_after: amount, refused: optional(text), hands_over: yes, due_at: count });
export type BorrowQuote = Checked<typeof borrowQuote>;

/** The record of a position, of which the page reads the batches of its claim. */
export const claimRecord = fields({ claim: fields({ batches: list(fields({ id: amount, amount })) }) });

export const owed = fields({ collectable: amount, collectable_stable: amount, batches: list(fields({ batch_id: amount, user_in: amount })) });
export type Owed = Checked<typeof owed>;

export const flushQuote = fields({ amount, batch_id: amount, due_at: count, hands_over: yes, refused: optional(text) });
export type FlushQuote = Checked<typeof flushQuote>;

export const supplier = fields({ assets: amount });
export type Supplier = Checked<typeof supplier>;

const quote = fields({ repaid: amount, refunded: amount, bonus: dec, collateral: amount, eth: amount, pending: amount, written_off: amount, health: dec });
export type LiquidationQuote = Checked<typeof quote>;
export const liquidationQuote = fields({ quote: optional(quote), refused: optional(text) });

const open = fields({ borrower: address, health: dec, quote: optional(quote), refused: optional(text) });
export type Liquidatable = Checked<typeof open>;
export const liquidatable = fields({ positions: list(open), next: optional(anything) });
