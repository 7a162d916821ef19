/** Figures of tiers. */
import type { Tier, UnbondingClaim } from "../../chain/answers/staking.ts";
import type { Staking } from "../../chain/staking.ts";
import { formatAmount } from "../../core/amount.ts";
import { decimal, ONE } from "../../core/decimal.ts";

/** The name of a field, of its own in each instance. */
export function fieldOf({ id }: Staking, name: string): string {
  return id === "lock" ? name : `${id}-${name}`;
}

/** Why nothing can be staked or moved without them. */
export const UNKNOWN_TIERS = "The tiers are not known yet.";

/** The weight of a tier: "2.5". */
export function weight(tier: Tier): string {
  return formatAmount(decimal(tier.multiplier), 18);
}

/** Power of a stake in a tier, rounded down as the contract does. */
export function powerOf(amount: bigint, multiplier: string): bigint {
  return (amount * decimal(multiplier)) / ONE;
}

/**
 * When a claim is free, Unix seconds. The chain writes nanoseconds, and the page's time of a block is cut to seconds, so this is rounded
 * up: in the second before it might be refused. A height is not used by this contract.
 */
export function releaseTime({ release_at }: UnbondingClaim): number | undefined {
  if (typeof release_at !== "object" || !("at_time" in release_at)) return undefined;
  return Number((BigInt(release_at.at_time) + 999_999_999n) / 1_000_000_000n);
}
