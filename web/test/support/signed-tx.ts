/** Reads a transaction as a chain does, and checks its signature over what was signed, with CosmJS. */
import { makeSignDoc as makeAmino, serializeSignDoc } from "@cosmjs/amino";
import { Secp256k1, Secp256k1Signature, sha256 } from "@cosmjs/crypto";
import { makeSignBytes, makeSignDoc } from "@cosmjs/proto-signing";
import { PubKey } from "cosmjs-types/cosmos/crypto/secp256k1/keys";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import { AuthInfo, TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { MsgExecuteContract } from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { fromUtf8 } from "../../src/core/encoding.ts";

export interface SignedTx {
  readonly valid: boolean;
  readonly mode: "direct" | "amino";
  readonly messages: readonly { readonly sender: string; readonly contract: string; readonly msg: unknown; readonly funds: readonly { denom: string; amount: string }[] }[];
  readonly gas: bigint;
  readonly timeoutHeight: bigint;
}

export async function readTx(bytes: Uint8Array, chainId: string, account: { number: bigint; sequence: bigint }): Promise<SignedTx> {
  const raw = TxRaw.decode(bytes);
  const body = TxBody.decode(raw.bodyBytes);
  const auth = AuthInfo.decode(raw.authInfoBytes);
  const signer = auth.signerInfos[0]!;
  const amino = signer.modeInfo?.single?.mode === SignMode.SIGN_MODE_LEGACY_AMINO_JSON;
  const messages = body.messages.map(({ value }) => {
    const { sender, contract, msg, funds } = MsgExecuteContract.decode(value);
    return { sender, contract, msg: JSON.parse(fromUtf8(msg)) as unknown, funds };
  });
  const signBytes = amino
    ? serializeSignDoc(
        makeAmino(
          messages.map((value) => ({ type: "wasm/MsgExecuteContract", value })),
          { amount: auth.fee!.amount, gas: auth.fee!.gasLimit.toString() },
          chainId,
          body.memo,
          Number(account.number),
          Number(account.sequence),
          body.timeoutHeight,
        ),
      )
    : makeSignBytes(makeSignDoc(raw.bodyBytes, raw.authInfoBytes, chainId, Number(account.number)));
  const { key } = PubKey.decode(signer.publicKey!.value);
  const signature = Secp256k1Signature.fromFixedLength(raw.signatures[0]!);
  const valid = signer.sequence === account.sequence && (await Secp256k1.verifySignature(signature, sha256(signBytes), key));
  return { valid, mode: amino ? "amino" : "direct", messages, gas: auth.fee!.gasLimit, timeoutHeight: body.timeoutHeight };
}
