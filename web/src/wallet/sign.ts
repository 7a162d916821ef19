/** Has a wallet sign, in the way that its key can. */
import type { Account } from "../chain/query.ts";
import { fromBase64 } from "../core/encoding.ts";
import { aminoDoc, signedFee } from "../tx/amino.ts";
import { authInfoBytes, bodyBytes, SIGN_AMINO, SIGN_DIRECT, txBytes, type Body, type Fee } from "../tx/encode.ts";
import type { Keplr, SignOptions, WalletKey } from "./keplr.ts";
import { walletError, WalletError } from "./problem.ts";

const OPTIONS: SignOptions = { preferNoSetFee: true, preferNoSetMemo: true };

/** The signed transaction. Throws [`WalletError`]. */
export async function sign(api: Keplr, key: WalletKey, body: Body, fee: Fee, chainId: string, account: Account): Promise<Uint8Array> {
  try {
    return key.isNanoLedger || key.isKeystone === true
      ? await signAmino(api, key, body, fee, chainId, account)
      : await signDirect(api, key, body, fee, chainId, account);
  } catch (thrown) {
    throw walletError(thrown);
  }
}

async function signDirect(api: Keplr, key: WalletKey, body: Body, fee: Fee, chainId: string, account: Account): Promise<Uint8Array> {
  const doc = {
    bodyBytes: bodyBytes(body),
    authInfoBytes: authInfoBytes(key.pubKey, account.sequence, fee, SIGN_DIRECT),
    chainId,
    accountNumber: account.number,
  };
  const { signed, signature } = await api.signDirect(chainId, body.sender, doc, OPTIONS);
  // The fee may be another one; what is done may not.
  const same = signed.bodyBytes.length === doc.bodyBytes.length && doc.bodyBytes.every((byte, i) => signed.bodyBytes[i] === byte);
  if (!same) throw new WalletError("failed", "the wallet signed another transaction than it was given");
  return txBytes(signed.bodyBytes, signed.authInfoBytes, fromBase64(signature.signature));
}

async function signAmino(api: Keplr, key: WalletKey, body: Body, fee: Fee, chainId: string, account: Account): Promise<Uint8Array> {
  const doc = aminoDoc(body, fee, chainId, account);
  const { signed, signature } = await api.signAmino(chainId, body.sender, doc, OPTIONS);
  const memo = { ...body, memo: signed.memo };
  const authInfo = authInfoBytes(key.pubKey, BigInt(signed.sequence), signedFee(signed), SIGN_AMINO);
  return txBytes(bodyBytes(memo), authInfo, fromBase64(signature.signature));
}
