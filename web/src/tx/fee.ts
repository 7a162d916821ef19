/** Gas and fee. */
import { decimal, ONE } from "../core/decimal.ts";
import type { Site } from "../chain/deployment.ts";
import type { Fee } from "./encode.ts";

/**
 * What is asked for when the simulation used so much gas: times the deployment's margin, because a simulation is tight and other
 * users change what a message meets. Gas and fee are rounded up.
 */
export function feeFor(used: bigint, { gasMargin, gasPrice, feeDenom }: Pick<Site["home"], "gasMargin" | "gasPrice" | "feeDenom">): Fee {
  const gas = times(used, gasMargin);
  const amount = times(gas, gasPrice);
  return { gas, amount: amount === 0n ? [] : [{ denom: feeDenom, amount: amount.toString() }] };
}

const times = (amount: bigint, factor: string): bigint => (amount * decimal(factor) + ONE - 1n) / ONE;
