/** Gas and fee. */
import { ONE, decimal } from "../core/decimal.ts";
import type { Site } from "../chain/deployment.ts";
import type { Fee } from "./encode.ts";

/** Gas beyond what the simulation used, in percent: a simulation is tight, and other users change what a message meets. */
const MARGIN = 30n;

/** What is asked for when the simulation used so much gas: rounded up, at least one unit of fee where gas has a price. */
export function feeFor(used: bigint, chain: Pick<Site["home"], "gasPrice" | "feeDenom">): Fee {
  const gas = (used * (100n + MARGIN) + 99n) / 100n;
  const amount = (gas * decimal(chain.gasPrice) + ONE - 1n) / ONE;
  return { gas, amount: amount === 0n ? [] : [{ denom: chain.feeDenom, amount: amount.toString() }] };
}
