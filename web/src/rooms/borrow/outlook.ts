/** How a position would stand after what is typed: pure, and computed by the contracts' arithmetic. */
import type { Position } from "../../chain/answers/market.ts";
import type { PriceRecord } from "../../chain/answers/oracle.ts";
import { decimal, ONE, valueOf } from "../../core/decimal.ts";
import type { PositionFigures, QerunMath } from "../../math/math.ts";
import { debtPriceOf, limitDebtPriceOf, liquidationPriceOf } from "../prices.ts";

/** What it is computed from. */
export interface Market {
  readonly math: QerunMath;
  readonly qer: PriceRecord;
  readonly eth: PriceRecord | undefined;
  readonly stable: PriceRecord;
  /** In force, 18 digits. */
  readonly threshold: bigint;
  readonly decimals: { readonly qer: number; readonly stable: number; readonly eth: number };
}

/** A position in what counts. */
export interface Standing {
  readonly collateral: bigint;
  readonly debt: bigint;
  readonly eth: bigint;
  /** Stablecoins of the claim: unsent, being bought, and come back. */
  readonly stable: bigint;
}

/** How it stands. Undefined where there is no debt. */
export interface Outlook {
  /** By QER alone at the bid: what limits borrowing and withdrawing. */
  readonly health: bigint | undefined;
  /** With the claim's value added; no rule uses it. Undefined without a price of ETH, too. */
  readonly withClaim: bigint | undefined;
  /** QER's price at which liquidation begins. */
  readonly liquidationPrice: bigint | undefined;
  /** By how much the price would have to fall to it: a share; negative if it is above. */
  readonly fall: bigint | undefined;
}

export function standingOf({ collateral, debt, claim }: Position): Standing {
  return { collateral, debt, eth: claim.eth, stable: claim.unsent + claim.pending + claim.stable };
}

/** The position as the arithmetic takes it, at a price of the stablecoin. */
export function figuresOf({ collateral, debt }: Standing, { decimals }: Market, debtPrice: bigint): PositionFigures {
  return { collateral, collateralDecimals: decimals.qer, debt, debtDecimals: decimals.stable, debtPrice };
}

export function outlook(standing: Standing, market: Market): Outlook {
  if (standing.debt === 0n) return { health: undefined, withClaim: undefined, liquidationPrice: undefined, fall: undefined };
  const { math, qer, stable, threshold } = market;
  const owed = figuresOf(standing, market, limitDebtPriceOf(stable));
  const liquidationPrice = math.liquidationPrice(figuresOf(standing, market, debtPriceOf(stable)), threshold);
  const now = liquidationPriceOf(qer);
  return {
    health: math.health(owed, decimal(qer.bid), threshold),
    withClaim: withClaim(standing, market),
    liquidationPrice,
    fall: liquidationPrice === undefined || now === 0n ? undefined : ONE - (liquidationPrice * ONE) / now,
  };
}

/** As the market's `health_with_claim`: ETH at its bid, stablecoins at theirs and never above a dollar. For information. */
function withClaim(standing: Standing, { qer, eth, stable, threshold, decimals }: Market): bigint | undefined {
  if (!eth) return undefined;
  const bid = decimal(stable.bid);
  const owned =
    valueOf(standing.collateral, decimals.qer, decimal(qer.bid)) +
    valueOf(standing.eth, decimals.eth, decimal(eth.bid)) +
    valueOf(standing.stable, decimals.stable, bid < ONE ? bid : ONE);
  const owed = valueOf(standing.debt, decimals.stable, limitDebtPriceOf(stable));
  return owed === 0n ? undefined : (owned * threshold) / owed;
}

/** What repaying releases at once: ETH, and stablecoins that the market still has. What is being bought is owed. */
export interface Release {
  readonly eth: bigint;
  readonly stable: bigint;
  readonly pending: bigint;
}

export function releaseOf(position: Position, repaid: bigint, math: QerunMath): Release {
  const part = (of: bigint) => math.release(of, repaid, position.debt);
  const { eth, unsent, stable, pending } = position.claim;
  return { eth: part(eth), stable: part(unsent) + part(stable), pending: part(pending) };
}

/** Enough to repay all of a debt that grows until the block comes: what is too much comes back. */
export function repayAll(debt: bigint): bigint {
  return debt === 0n ? 0n : debt + debt / 10_000n + 1n;
}
