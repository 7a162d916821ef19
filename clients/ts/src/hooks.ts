/** Tokens that are sent to a contract together with what it shall do with them. */
import { toBinary } from './encode.js';
import { type Instruction, instruct } from './instruction.js';

/** A cw20 token, and the contract that gets it. */
export interface Cw20Place {
  token: string;
  contract: string;
}

/** The token's `send`. Whoever signs it pays `amount`, smallest units. */
export function sendCw20(at: Cw20Place, amount: bigint, payload: object): Instruction {
  return instruct(at.token, { send: { contract: at.contract, amount, msg: toBinary(payload) } });
}
