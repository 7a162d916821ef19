/** A transaction as bytes (cosmos.tx.v1beta1), for `SIGN_MODE_DIRECT` and for the bytes that carry an amino signature. */
import { fromUtf8, utf8 } from "../core/encoding.ts";
import { bytesOf, numberOf, readFields, Writer } from "../chain/proto.ts";
import { coins, messageJson, type Coin, type Instruction } from "./message.ts";

export interface Fee {
  readonly amount: readonly Coin[];
  readonly gas: bigint;
}

/** `SignMode` of the SDK. */
export const SIGN_DIRECT = 1;
export const SIGN_AMINO = 127;

export interface Body {
  readonly sender: string;
  readonly messages: readonly Instruction[];
  readonly memo: string;
  /** The last block in which the transaction is valid: after it, it certainly did not happen. */
  readonly timeoutHeight: bigint;
}

export function bodyBytes(body: Body): Uint8Array {
  const writer = new Writer();
  for (const message of body.messages) writer.message(1, any("/cosmwasm.wasm.v1.MsgExecuteContract", encodeExecute(body.sender, message)));
  return writer.string(2, body.memo).varint(3, body.timeoutHeight).finish();
}

function encodeExecute(sender: string, message: Instruction): Writer {
  const writer = new Writer().string(1, sender).string(2, message.contract).data(3, utf8(messageJson(message)));
  for (const coin of coins(message)) writer.message(5, encodeCoin(coin));
  return writer;
}

/** What is signed besides the body. `publicKey` is a compressed secp256k1 key. */
export function authInfoBytes(publicKey: Uint8Array, sequence: bigint, fee: Fee, mode: number): Uint8Array {
  const single = new Writer().varint(1, mode);
  const signer = new Writer()
    .message(1, any("/cosmos.crypto.secp256k1.PubKey", new Writer().data(1, publicKey)))
    .message(2, new Writer().message(1, single))
    .varint(3, sequence);
  const writer = new Writer();
  for (const coin of fee.amount) writer.message(1, encodeCoin(coin));
  return new Writer().message(1, signer).message(2, writer.varint(2, fee.gas)).finish();
}

/** The fee in what came back signed. */
export function feeOf(authInfo: Uint8Array): Fee {
  const fee = readFields(bytesOf(readFields(authInfo), 2));
  const text = (coin: Uint8Array, field: number) => fromUtf8(bytesOf(readFields(coin), field));
  const amount = fee.filter(({ field }) => field === 1).map(({ bytes }) => ({ denom: text(bytes, 1), amount: text(bytes, 2) }));
  return { amount, gas: numberOf(fee, 2) };
}

/** The transaction as it is broadcast. */
export function txBytes(body: Uint8Array, authInfo: Uint8Array, signature: Uint8Array): Uint8Array {
  // A simulation has an empty signature, which must be there.
  return new Writer().data(1, body).data(2, authInfo).message(3, new Bytes(signature)).finish();
}

/** The hash under which a node finds it. */
export async function txHash(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
}

const any = (type: string, value: Writer): Writer => new Writer().string(1, type).data(2, value.finish());
const encodeCoin = ({ denom, amount }: Coin): Writer => new Writer().string(1, denom).string(2, amount);

class Bytes extends Writer {
  constructor(private readonly content: Uint8Array) {
    super();
  }
  override finish(): Uint8Array {
    return this.content;
  }
}
