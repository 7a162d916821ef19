/**
 * How much can be borrowed or taken out: to the unit, and as a maximum that the chain still accepts when the wallet has signed
 * and a block has come. By then interest has run and prices have been read anew, so a maximum without a margin would be refused.
 */
import type { Limits, Params, Position, State } from "../../chain/answers/market.ts";
import { decimal, ONE, valueOf } from "../../core/decimal.ts";
import { within } from "../../math/math.ts";
import { REVIEW_SECONDS } from "../../tx/machine.ts";
import { limitDebtPriceOf } from "../prices.ts";
import { figuresOf, type Market } from "./outlook.ts";

/** Seconds for which a maximum leaves room. */
const SECONDS_AHEAD = BigInt(REVIEW_SECONDS);
/** By this part a price or a depth may fall meanwhile: a five-hundredth. */
const FALL = 500n;
const YEAR = 31_536_000n;

/** What both are computed from, as the market has answered it. */
export interface Figures {
  readonly position: Pick<Position, "collateral" | "debt">;
  readonly state: Pick<State, "debt" | "borrow_rate">;
  readonly params: Pick<Params, "max_ltv" | "min_debt">;
}

/** The most: what the market would lend in this moment, and what it will still lend a little later. */
export interface Most {
  readonly exact: bigint;
  readonly safe: bigint;
}

/** What may be borrowed with a deposit in the same transaction. Rounded down; no more than what `max_borrow` has quoted for each limit. */
export function mostToBorrow({ position, state, params }: Figures, limits: Limits, deposit: bigint, market: Market): Most {
  const [own, all] = [growth(position.debt, state.borrow_rate), growth(state.debt, state.borrow_rate)];
  // A limit is rounded down twice, and so is its fall.
  const less = (limit: bigint, debt: bigint, interest: bigint) => limit - interest - (limit + debt) / FALL - 3n;
  const { cash, account_cap, debt_cap, debt_ceiling, stress } = limits;
  const others = least(cash, account_cap, debt_cap, debt_ceiling, stress);
  const cautious = least(cash, less(account_cap, position.debt, own), less(debt_cap, state.debt, all), debt_ceiling - all, less(stress, state.debt, all));

  const collateral = position.collateral + deposit;
  const bid = decimal(market.qer.bid);
  const within = (debt: bigint, price: bigint) => {
    // Rounding a debt's shares up adds a unit at most.
    const owed = { collateral, debt: debt + 1n, eth: 0n, stable: 0n };
    return health(owed, market, price, decimal(params.max_ltv)) >= ONE;
  };
  const exact = deposit === 0n ? least(others, limits.max_ltv) : largest(others, (amount) => within(position.debt + amount, bid));
  const safe = largest(least(cautious, exact), (amount) => within(position.debt + own + amount, bid - bid / FALL));
  // Below the smallest debt nothing is lent.
  const worth = (amount: bigint) => valueOf(position.debt + amount, market.decimals.stable, limitDebtPriceOf(market.stable));
  const lent = (amount: bigint) => (worth(amount) < decimal(params.min_debt) ? 0n : amount);
  return { exact: lent(exact), safe: lent(safe) };
}

/** What may be taken out of a collateral: `quoted` is the market's own quote, to the unit. */
export function mostToWithdraw({ position, state }: Pick<Figures, "position" | "state">, quoted: bigint): Most {
  const { collateral, debt } = position;
  if (debt === 0n || quoted === 0n) return { exact: quoted, safe: quoted };
  const kept = collateral - quoted;
  const owed = debt + growth(debt, state.borrow_rate);
  // Value and amount are rounded up apart from one another.
  const then = ceil(ceil(kept * owed, debt) * FALL, FALL - 1n) + 2n;
  return { exact: quoted, safe: then < collateral ? collateral - then : 0n };
}

/** Interest until then, twice, for the rate may rise; rounded up. */
function growth(debt: bigint, rate: string): bigint {
  return debt === 0n ? 0n : ceil(2n * debt * decimal(rate) * SECONDS_AHEAD, ONE * YEAR) + 1n;
}

/** The market's own comparison of debt and collateral: health with the maximum LTV in the place of the threshold. */
function health(standing: Parameters<typeof figuresOf>[0], market: Market, price: bigint, maxLtv: bigint): bigint {
  const figures = figuresOf(standing, market, limitDebtPriceOf(market.stable));
  return within(() => market.math.health(figures, price, maxLtv) ?? ONE) ?? 0n;
}

/** The largest amount up to `most` that fits, by halving; zero if none does. */
function largest(most: bigint, fits: (amount: bigint) => boolean): bigint {
  let [low, high] = [0n, most > 0n ? most : 0n];
  while (low < high) {
    const middle = (low + high + 1n) / 2n;
    if (fits(middle)) low = middle;
    else high = middle - 1n;
  }
  return low;
}

const least = (...amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => (a < b ? a : b));
const ceil = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;
