/** What one asks a contract to do. */
import { toBinary } from './encode.js';

/** Bank coins, in smallest units. */
export interface Coin {
  denom: string;
  amount: bigint;
}

/** A message to a contract, with the coins that go with it. */
export interface Instruction {
  contract: string;
  msg: object;
  funds: readonly Coin[];
}

/** A message to a contract. Coins of the same denom are added up, and sorted as the chain demands. */
export function instruct(contract: string, msg: object, funds: readonly Coin[] = []): Instruction {
  const sums = new Map<string, bigint>();
  for (const { denom, amount } of funds) sums.set(denom, (sums.get(denom) ?? 0n) + amount);
  const coins = [...sums].filter(([, amount]) => amount > 0n).map(([denom, amount]) => ({ denom, amount }));
  return { contract, msg, funds: coins.sort((a, b) => (a.denom < b.denom ? -1 : 1)) };
}

/** The same as a message that a contract sends, for an operation of the timelock or a proposal. */
export function asCosmosMsg({ contract, msg, funds }: Instruction) {
  return { wasm: { execute: { contract_addr: contract, msg: toBinary(msg), funds: [...funds] } } };
}
