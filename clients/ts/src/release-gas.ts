/** Gas that a simulation cannot see: what a change of power releases of the rewards. */
import type { Deployment } from './deployment.js';
import { fromBinary } from './encode.js';
import type { Instruction } from './instruction.js';

/**
 * Most that a release adds to a change of power, in gas. Voting tells emissions before power changes, and emissions sends what
 * has become due since the last time. A simulation runs at the time of the last block: if a stream was released in that one,
 * nothing is due yet, and the simulation misses what the next block will release. Measured: 158,000 (docs/gas.md).
 */
export const RELEASE_GAS = 250_000n;

/** Contracts of the home chain, as far as they tell whether rewards are released. */
export type RewardContracts = Pick<Deployment['home']['contracts'], 'token' | 'voting' | 'emissions' | 'liquidity_voting'>;

/** Messages of voting after which somebody has more or less power. */
const MOVES = ['unstake', 'unstake_from', 'raise_tier'];

/**
 * What to ask for beyond the simulated gas: {@link RELEASE_GAS} for each voting contract whose powers the instructions change.
 * A stream is released once a block, however many messages change power in it. Zero without emissions.
 */
export function releaseGas(instructions: readonly Instruction[], contracts: RewardContracts): bigint {
  if (contracts.emissions === undefined) return 0n;
  const voting = [contracts.voting, contracts.liquidity_voting].filter((at) => at !== undefined);
  const changed = voting.filter((at) => instructions.some((instruction) => changesPower(instruction, at)));
  return RELEASE_GAS * BigInt(changed.length);
}

function changesPower({ contract, msg }: Instruction, voting: string): boolean {
  const [key, fields] = Object.entries(msg)[0] ?? [];
  if (contract === voting) return key !== undefined && MOVES.includes(key);
  // A stake is the `send` of a token, QER or an LP token, to voting.
  const { contract: to, msg: payload } = (fields ?? {}) as { contract?: unknown; msg?: unknown };
  return key === 'send' && to === voting && typeof payload === 'string' && 'stake' in (fromBinary(payload) as object);
}
