import { makeSignDoc as makeAmino, Secp256k1HdWallet, serializeSignDoc } from "@cosmjs/amino";
import { sha256 } from "@cosmjs/crypto";
import { encodePubkey, makeAuthInfoBytes, Registry } from "@cosmjs/proto-signing";
import { TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import { MsgExecuteContract } from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { instruct, market, toJson, voting } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { bytesOf, numberOf, readFields, Writer } from "../../src/chain/proto.ts";
import { base64, hex, utf8 } from "../../src/core/encoding.ts";
import { aminoDoc } from "../../src/tx/amino.ts";
import { authInfoBytes, bodyBytes, SIGN_AMINO, SIGN_DIRECT, txBytes, txHash, type Body } from "../../src/tx/encode.ts";
import { feeFor } from "../../src/tx/fee.ts";

const SENDER = "home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv";
const MARKET = "home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22";
const body: Body = {
  sender: SENDER,
  messages: [
    market.hooks.depositCollateral({ token: "home1token", contract: MARKET }, 1_000_000_000n),
    instruct(MARKET, market.execute.repay(), [{ denom: "ibc/ABC", amount: 500_000_000n }]),
  ],
  memo: "naïve <memo> & 🙂",
  timeoutHeight: 123_456_789n,
};
const fee = { amount: [{ denom: "stake", amount: "231" }], gas: 230_400n };
const key = Uint8Array.from({ length: 33 }, (_, i) => (i === 0 ? 2 : i));

const registry = new Registry([["/cosmwasm.wasm.v1.MsgExecuteContract", MsgExecuteContract as never]]);

describe("the bytes of a transaction", () => {
  it("are those of CosmJS: body", () => {
    const theirs = registry.encodeTxBody({
      messages: body.messages.map(({ contract, msg, funds }) => ({
        typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
        value: MsgExecuteContract.fromPartial({
          sender: SENDER,
          contract,
          msg: utf8(toJson(msg)),
          funds: funds.map(({ denom, amount }) => ({ denom, amount: amount.toString() })),
        }),
      })),
      memo: body.memo,
      timeoutHeight: body.timeoutHeight,
    });
    expect(hex(bodyBytes(body))).toBe(hex(theirs));
    expect(TxBody.decode(bodyBytes(body)).timeoutHeight).toBe(body.timeoutHeight);
  });

  it.each([
    [SIGN_DIRECT, SignMode.SIGN_MODE_DIRECT, 7n],
    [SIGN_AMINO, SignMode.SIGN_MODE_LEGACY_AMINO_JSON, 0n],
  ])("are those of CosmJS: signer, fee and mode %s", (mode, theirMode, sequence) => {
    const pubkey = encodePubkey({ type: "tendermint/PubKeySecp256k1", value: base64(key) });
    const theirs = makeAuthInfoBytes([{ pubkey, sequence: Number(sequence) }], fee.amount, Number(fee.gas), undefined, undefined, theirMode);
    expect(hex(authInfoBytes(key, sequence, fee, mode))).toBe(hex(theirs));
  });

  it("are those of CosmJS: the whole, also with the empty signature of a simulation", () => {
    for (const signature of [Uint8Array.from({ length: 64 }, (_, i) => i), new Uint8Array()]) {
      const theirs = TxRaw.encode(TxRaw.fromPartial({ bodyBytes: utf8("body"), authInfoBytes: utf8("auth"), signatures: [signature] })).finish();
      expect(hex(txBytes(utf8("body"), utf8("auth"), signature))).toBe(hex(theirs));
    }
  });

  it("hash as a node does", async () => {
    expect(hex(await txHash(utf8("tx")))).toBe(hex(sha256(utf8("tx"))));
  });

  it("amino: what is signed is what CosmJS would sign", async () => {
    const wallet = await Secp256k1HdWallet.generate(12, { prefix: "home" });
    const [account] = await wallet.getAccounts();
    const mine = aminoDoc({ ...body, sender: account!.address }, fee, "home-1", { number: 5n, sequence: 7n });
    const theirs = makeAmino(
      body.messages.map(({ contract, msg, funds }) => ({
        type: "wasm/MsgExecuteContract",
        value: { sender: account!.address, contract, msg: JSON.parse(toJson(msg)), funds: funds.map(({ denom, amount }) => ({ denom, amount: amount.toString() })) },
      })),
      { amount: fee.amount, gas: fee.gas.toString() },
      "home-1",
      body.memo,
      5,
      7,
      body.timeoutHeight,
    );
    expect(hex(serializeSignDoc(mine as never))).toBe(hex(serializeSignDoc(theirs)));
  });

  it("U+2028 and U+2029 never reach a message", () => {
    const text = instruct(MARKET, { queue: { text: "a\u2028b\u2029c" } });
    expect(new TextDecoder().decode(bodyBytes({ ...body, messages: [text] }))).toContain('"a b c"');
  });
});

describe("fields", () => {
  it("are read as they were written", () => {
    const bytes = new Writer().varint(1, 300n).string(2, "é").bool(3, true).message(4, new Writer().varint(1, (1n << 64n) - 1n)).finish();
    const fields = readFields(bytes);
    expect(numberOf(fields, 1)).toBe(300n);
    expect(new TextDecoder().decode(bytesOf(fields, 2))).toBe("é");
    expect(numberOf(fields, 3)).toBe(1n);
    expect(numberOf(readFields(bytesOf(fields, 4)), 1)).toBe((1n << 64n) - 1n);
    expect(numberOf(fields, 9)).toBe(0n);
  });
  it("that are cut short are refused", () => {
    const bytes = new Writer().string(2, "long enough").finish();
    for (let length = 1; length < bytes.length; length++) expect(() => readFields(bytes.subarray(0, length))).toThrow();
  });
});

describe("the fee", () => {
  const site = { token: "home1token", voting: "home1voting" };
  it("is rounded up, after the margin of the deployment", () => {
    const costs = { gasMargin: "1.3", gasPrice: "0.001", feeDenom: "stake", contracts: site };
    expect(feeFor(170_001n, [], costs)).toEqual({ gas: 221_002n, amount: [{ denom: "stake", amount: "222" }] });
    expect(feeFor(100n, [], { ...costs, gasPrice: "0" })).toEqual({ gas: 130n, amount: [] });
  });

  it("pays for the gas of the rewards that a change of power releases, and that a simulation may miss", () => {
    const costs = { gasMargin: "1.3", gasPrice: "0.001", feeDenom: "stake", contracts: { ...site, emissions: "home1emissions" } };
    const stake = voting.hooks.stake({ token: site.token, contract: site.voting }, 5n);
    expect(feeFor(170_001n, [stake], costs)).toEqual({ gas: 471_002n, amount: [{ denom: "stake", amount: "472" }] });
    expect(feeFor(170_001n, [stake], { ...costs, contracts: site }).gas).toBe(221_002n);
  });
});
