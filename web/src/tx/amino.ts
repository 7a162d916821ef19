/** The same transaction as a Ledger shows and signs it: amino JSON. */
import type { Account } from "../chain/query.ts";
import { isRecord } from "../chain/rpc.ts";
import type { Body, Fee } from "./encode.ts";
import { coins, messageJson, type Coin } from "./message.ts";

export interface AminoDoc {
  readonly chain_id: string;
  readonly account_number: string;
  readonly sequence: string;
  readonly fee: { readonly amount: readonly Coin[]; readonly gas: string };
  readonly msgs: readonly { readonly type: string; readonly value: unknown }[];
  readonly memo: string;
  readonly timeout_height?: string;
}

/** What the wallet is asked to sign; it sorts the keys. */
export function aminoDoc(body: Body, fee: Fee, chainId: string, account: Account): AminoDoc {
  return {
    chain_id: chainId,
    account_number: account.number.toString(),
    sequence: account.sequence.toString(),
    fee: { amount: fee.amount, gas: fee.gas.toString() },
    msgs: body.messages.map((message) => ({
      type: "wasm/MsgExecuteContract",
      value: {
        sender: body.sender,
        contract: message.contract,
        msg: JSON.parse(messageJson(message)) as unknown,
        funds: coins(message),
      },
    })),
    memo: body.memo,
    ...(body.timeoutHeight > 0n ? { timeout_height: body.timeoutHeight.toString() } : {}),
  };
}

/** The fee of what came back signed: a wallet may have changed it, and the bytes must say what was signed. */
export function signedFee(doc: AminoDoc): Fee {
  return { amount: doc.fee.amount, gas: BigInt(doc.fee.gas) };
}

/** Whether two documents do the same: all but fee and memo. Wallets order the keys anew. */
export function sameContent(one: AminoDoc, other: AminoDoc): boolean {
  return CONTENT.every((field) => ordered(one[field]) === ordered(other[field]));
}

const CONTENT = ["chain_id", "account_number", "sequence", "msgs", "timeout_height"] as const;

function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
