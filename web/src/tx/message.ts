/** Messages as the chain's encoding wants them: the client's instructions, amounts as text. */
import { cleanText, toJson, type Instruction } from "@qerun/client";

export type { Instruction };

/** A coin as it is encoded. */
export interface Coin {
  readonly denom: string;
  readonly amount: string;
}

/** The JSON of a message, the same for both ways of signing. U+2028 and U+2029 are out: wallets and chain escape them differently. */
export function messageJson({ msg }: Instruction): string {
  return cleanText(toJson(msg));
}

export function coins({ funds }: Instruction): Coin[] {
  return funds.map(({ denom, amount }) => ({ denom, amount: amount.toString() }));
}
