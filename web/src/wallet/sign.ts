/** Has a wallet sign, in the way that its key can. */
import type { Account } from "../chain/query.ts";
import { bytesOf, readFields } from "../chain/proto.ts";
import { fromBase64, fromUtf8 } from "../core/encoding.ts";
import { aminoDoc, sameContent, signedFee } from "../tx/amino.ts";
import { authInfoBytes, bodyBytes, feeOf, SIGN_AMINO, SIGN_DIRECT, txBytes, type Body, type Fee } from "../tx/encode.ts";
import type { Keplr, SignOptions, WalletKey } from "./keplr.ts";
import { walletError, WalletError } from "./problem.ts";

const OPTIONS: SignOptions = { preferNoSetFee: true, preferNoSetMemo: true };

/** A transaction as it can be sent, with the fee that it pays: the user may have chosen another one in the wallet. */
export interface Signed {
  readonly bytes: Uint8Array;
  readonly fee: Fee;
}

/** Throws [`WalletError`]. */
export async function sign(api: Keplr, key: WalletKey, body: Body, fee: Fee, chainId: string, account: Account): Promise<Signed> {
  try {
    return key.isNanoLedger || key.isKeystone === true
      ? await signAmino(api, key, body, fee, chainId, account)
      : await signDirect(api, key, body, fee, chainId, account);
  } catch (thrown) {
    throw walletError(thrown);
  }
}

async function signDirect(api: Keplr, key: WalletKey, body: Body, fee: Fee, chainId: string, account: Account): Promise<Signed> {
  const doc = {
    bodyBytes: bodyBytes(body),
    authInfoBytes: authInfoBytes(key.pubKey, account.sequence, fee, SIGN_DIRECT),
    chainId,
    accountNumber: account.number.toString(),
  };
  const { signed, signature } = await api.signDirect(chainId, body.sender, doc, OPTIONS);
  // Fee and memo may be others, for wallets let the user write them; what is done may not.
  const memo = fromUtf8(bytesOf(readFields(signed.bodyBytes), 2));
  ensureSame(sameBytes(signed.bodyBytes, bodyBytes({ ...body, memo })));
  return { bytes: txBytes(signed.bodyBytes, signed.authInfoBytes, fromBase64(signature.signature)), fee: feeOf(signed.authInfoBytes) };
}

async function signAmino(api: Keplr, key: WalletKey, body: Body, fee: Fee, chainId: string, account: Account): Promise<Signed> {
  const doc = aminoDoc(body, fee, chainId, account);
  const { signed, signature } = await api.signAmino(chainId, body.sender, doc, OPTIONS);
  ensureSame(sameContent(signed, doc));
  const paid = signedFee(signed);
  const authInfo = authInfoBytes(key.pubKey, account.sequence, paid, SIGN_AMINO);
  return { bytes: txBytes(bodyBytes({ ...body, memo: signed.memo }), authInfo, fromBase64(signature.signature)), fee: paid };
}

function ensureSame(same: boolean): void {
  if (!same) throw new WalletError("other-content", "the wallet signed another transaction than it was given");
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => other[i] === byte);
}
