/** What comes back from a wallet: fee and memo may be the user's own, what is done may not. */
import { Secp256k1HdWallet, type StdSignDoc } from "@cosmjs/amino";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { AuthInfo, TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { instruct, market } from "@qerun/client";
import { beforeAll, describe, expect, it } from "vitest";
import type { Body } from "../../src/tx/encode.ts";
import type { AminoDoc } from "../../src/tx/amino.ts";
import type { DirectDoc, Keplr, SignOptions, WalletKey } from "../../src/wallet/keplr.ts";
import { sign } from "../../src/wallet/sign.ts";
import { readTx } from "../support/signed-tx.ts";

const MARKET = "home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22";
const ASKED = { amount: [{ denom: "stake", amount: "231" }], gas: 230_400n };
const OWN = { amount: [{ denom: "stake", amount: "375" }, { denom: "ibc/ABC", amount: "1" }], gas: 250_000n };
const account = { number: 0n, sequence: 7n };

let direct: DirectSecp256k1HdWallet;
let amino: Secp256k1HdWallet;
let key: WalletKey;
let body: Body;

beforeAll(async () => {
  direct = await DirectSecp256k1HdWallet.generate(12, { prefix: "home" });
  amino = await Secp256k1HdWallet.fromMnemonic(direct.mnemonic, { prefix: "home" });
  const [{ address, pubkey }] = (await amino.getAccounts()) as never as [{ address: string; pubkey: Uint8Array }];
  key = { name: "A", algo: "secp256k1", pubKey: pubkey, bech32Address: address, isNanoLedger: false };
  body = { sender: address, messages: [instruct(MARKET, market.execute.supply({}), [{ denom: "ibc/ABC", amount: 5n }])], memo: "", timeoutHeight: 99n };
});

type Change<T> = (doc: T) => T;
const same = <T>(doc: T): T => doc;

/** A wallet in which the user changes what he signs. */
function wallet(body: Change<TxBody>, auth: Change<AuthInfo>, doc: Change<AminoDoc> = same) {
  const asked: { doc?: DirectDoc; options?: SignOptions | undefined } = {};
  const api = {
    signDirect: async (chainId: string, signer: string, given: DirectDoc, options?: SignOptions) => {
      Object.assign(asked, { doc: given, options });
      const signed = {
        bodyBytes: TxBody.encode(body(TxBody.decode(given.bodyBytes))).finish(),
        authInfoBytes: AuthInfo.encode(auth(AuthInfo.decode(given.authInfoBytes))).finish(),
        chainId,
      };
      const { signature } = await direct.signDirect(signer, { ...signed, accountNumber: BigInt(given.accountNumber) });
      return { signed, signature };
    },
    signAmino: async (_chainId: string, signer: string, given: AminoDoc) => {
      const { signed, signature } = await amino.signAmino(signer, doc(given) as never as StdSignDoc);
      return { signed: signed as never as AminoDoc, signature };
    },
  } as unknown as Keplr;
  return { api, asked };
}

const paying = (auth: AuthInfo): AuthInfo => ({ ...auth, fee: { ...auth.fee!, amount: OWN.amount, gasLimit: OWN.gas } });
const signedBy = ({ api }: { api: Keplr }, as: Partial<WalletKey> = {}) => sign(api, { ...key, ...as }, body, ASKED, "home-1", account);
const verdict = async (bytes: Uint8Array) => {
  const { valid, mode } = await readTx(bytes, "home-1", account);
  return { valid, mode, memo: TxBody.decode(TxRaw.decode(bytes).bodyBytes).memo };
};
const REFUSED = "the wallet signed another transaction than it was given";

describe("a wallet that signs direct", () => {
  it("is given the account's number as text, for a zero too, and is asked to keep the fee", async () => {
    const one = wallet(same, same);
    const { bytes, fee } = await signedBy(one);
    expect(one.asked.doc!.accountNumber).toBe("0");
    expect(one.asked.options).toEqual({ preferNoSetFee: true, preferNoSetMemo: true });
    expect(fee).toEqual(ASKED);
    expect(await verdict(bytes)).toEqual({ valid: true, mode: "direct", memo: "" });
  });

  it("may come back with another fee and a memo: that is sent, and that fee is told", async () => {
    const { bytes, fee } = await signedBy(wallet((body) => ({ ...body, memo: "rent <May>" }), paying));
    expect(fee).toEqual(OWN);
    expect(await verdict(bytes)).toEqual({ valid: true, mode: "direct", memo: "rent <May>" });
  });

  it.each<[string, Change<TxBody>]>([
    ["another message", (body) => ({ ...body, messages: [...body.messages, ...body.messages] })],
    ["no last block", (body) => ({ ...body, timeoutHeight: 0n })],
    ["something that the page does not know", (body) => ({ ...body, extensionOptions: body.messages })],
  ])("is refused with %s", async (_what, change) => {
    await expect(signedBy(wallet(change, same))).rejects.toThrow(REFUSED);
  });
});

describe("a wallet that signs amino", () => {
  const ledger = { isNanoLedger: true };

  it.each([ledger, { isKeystone: true }])("is asked for amino (%o)", async (as) => {
    const { bytes, fee } = await signedBy(wallet(same, same), as);
    expect(fee).toEqual(ASKED);
    expect(await verdict(bytes)).toEqual({ valid: true, mode: "amino", memo: "" });
  });

  it("may come back with another fee, a memo and its keys in another order", async () => {
    const turned = (doc: AminoDoc): AminoDoc => ({
      ...(Object.fromEntries(Object.entries(doc).reverse()) as never as AminoDoc),
      msgs: doc.msgs.map(({ type, value }) => ({ value: Object.fromEntries(Object.entries(value as object).reverse()), type })),
      memo: "rent",
      fee: { gas: OWN.gas.toString(), amount: OWN.amount },
    });
    const { bytes, fee } = await signedBy(wallet(same, same, turned), ledger);
    expect(fee).toEqual(OWN);
    expect(await verdict(bytes)).toEqual({ valid: true, mode: "amino", memo: "rent" });
  });

  it.each<[string, Change<AminoDoc>]>([
    ["another message", (doc) => ({ ...doc, msgs: [...doc.msgs, ...doc.msgs] })],
    ["another account's number", (doc) => ({ ...doc, account_number: "1" })],
    ["another sequence", (doc) => ({ ...doc, sequence: "8" })],
    ["no last block", ({ timeout_height: _, ...doc }) => doc],
  ])("is refused with %s", async (_what, change) => {
    await expect(signedBy(wallet(same, same, change), ledger)).rejects.toThrow(REFUSED);
  });
});
