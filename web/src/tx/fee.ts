/** Gas and fee. */
import { releaseGas, type RewardContracts } from "@qerun/client";
import { decimal, ONE } from "../core/decimal.ts";
import type { Site } from "../chain/deployment.ts";
import type { Fee } from "./encode.ts";
import type { Instruction } from "./message.ts";

type Costs = Pick<Site["home"], "gasMargin" | "gasPrice" | "feeDenom"> & { readonly contracts: RewardContracts };

/**
 * What is asked for when the simulation used so much gas: times the deployment's margin, because a simulation is tight and other
 * users change what a message meets; and for a change of power the gas of the rewards that it releases, which a simulation may
 * miss. Gas and fee are rounded up.
 */
export function feeFor(used: bigint, messages: readonly Instruction[], { gasMargin, gasPrice, feeDenom, contracts }: Costs): Fee {
  const gas = times(used, gasMargin) + releaseGas(messages, contracts);
  const amount = times(gas, gasPrice);
  return { gas, amount: amount === 0n ? [] : [{ denom: feeDenom, amount: amount.toString() }] };
}

/** More gas than any transaction needs: a node that says more invents it, and the fee would be paid. */
export const MOST_GAS = 100_000_000n;

/** Gas of which the fee is left in the wallet by Max: more than any message that pays with coins asks for. */
const KEPT_GAS = 2_000_000n;

/** What may be spent of a coin: all, but for a fee where fees are paid in the same coin. */
export function spendable(balance: bigint | undefined, denom: string, costs: Costs): bigint | undefined {
  if (balance === undefined || denom !== costs.feeDenom) return balance;
  const kept = times(times(KEPT_GAS, costs.gasMargin), costs.gasPrice);
  return balance > kept ? balance - kept : 0n;
}

const times = (amount: bigint, factor: string): bigint => (amount * decimal(factor) + ONE - 1n) / ONE;
