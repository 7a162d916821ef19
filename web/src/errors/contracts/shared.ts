/** What the contracts say in common, in words: of prices, access, parameters and arithmetic; and where it is not known which of them spoke. */
import type { Entry, Table } from "../table.ts";

/** An amount of nothing, the same in every contract. */
export const ZERO: Entry = ["The amount is nothing, or too small to count.", "Type a larger one."];
/** Of the reserve, and where the market hands a batch over. */
export const PURCHASES_PAUSED: Entry = ["Purchases are paused until {time:until}.", "Wait until then; what waits stays in stablecoins."];

const STEP: Entry = ["{name} would be {value}; {min} to {max} is allowed.", "Choose a value in between; a parameter moves by a step at a time."];
const BEYOND: Entry = ["The amount leads beyond what the contract computes with.", "Choose a smaller one; nothing was changed."];

export const shared: Table = {
  "Price.Missing": ["There is no price of {asset:asset} yet.", "Wait until the oracle has one. Repaying and adding collateral work without it."],
  "Price.Expired": ["The price of {asset:asset} is too old.", "Wait for a fresh one; anyone may poke the oracle. Repaying and adding collateral work meanwhile."],
  "Price.NotLive": ["The price of {asset:asset} is {status}.", "Wait until its sources agree again. Repaying and adding collateral work meanwhile."],
  "Price.Grace": ["The price of {asset:asset} has just come back.", "Nobody is liquidated before {time:grace_ends}; wait until then."],
  "Access.Unauthorized": ["Only the {role} may do this.", "Choose another account in the wallet."],
  "Parameter.OutOfBounds": STEP,
  "Parameter.Step": STEP,
  "Parameter.CoolDown": ["It may change again from {time:ready_at}.", "Wait until then."],
  "Math.Overflow": BEYOND,
  "Math.OutOfRange": BEYOND,
  "Math.PartExceedsWhole": BEYOND,
  "Math.DivisionByZero": BEYOND,
};

/** Where several contracts say it in the same words. */
export const several: Table = {
  ZeroAmount: ZERO,
  Paused: PURCHASES_PAUSED,
  PurchasesPaused: PURCHASES_PAUSED,
};

export const token: Table = { "Cw20.InvalidZeroAmount": ZERO };
