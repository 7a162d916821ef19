/** Somebody who sends messages without the page: feeders, the steward, others whose positions the page shows. */
import { makeCosmoshubPath } from "@cosmjs/amino";
import { DirectSecp256k1HdWallet, encodePubkey, makeAuthInfoBytes, makeSignDoc, Registry } from "@cosmjs/proto-signing";
import { MsgSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { MsgExecuteContract } from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { toJson, type Instruction } from "@qerun/client";
import { base64, fromBase64, utf8 } from "../../src/core/encoding.ts";
import { within, type Landed, type Net, type Side } from "./chain.ts";

const GAS = 3_000_000;
const EXECUTE = "/cosmwasm.wasm.v1.MsgExecuteContract";
const SEND = "/cosmos.bank.v1beta1.MsgSend";
const registry = new Registry([
  [EXECUTE, MsgExecuteContract as never],
  [SEND, MsgSend as never],
]);

export class Person {
  private constructor(
    private readonly net: Net,
    private readonly wallet: DirectSecp256k1HdWallet,
    readonly address: string,
    private readonly key: Uint8Array,
    private readonly side: Side,
  ) {}

  /** One of the net's keys; `nth` is another account of the same words. */
  static async of(net: Net, name: string, nth = 0, side: Side = "home"): Promise<Person> {
    const options = { prefix: net.site[side].prefix, hdPaths: [makeCosmoshubPath(nth)] };
    const wallet = await DirectSecp256k1HdWallet.fromMnemonic(net.words(name), options);
    const [account] = await wallet.getAccounts();
    return new Person(net, wallet, account!.address, account!.pubkey, side);
  }

  /** Messages to contracts, together. Throws what the chain says if they fail. */
  send(...instructions: Instruction[]): Promise<Landed> {
    return this.deliver(
      instructions.map(({ contract, msg, funds }) => {
        const coins = funds.map(({ denom, amount }) => ({ denom, amount: amount.toString() }));
        return { typeUrl: EXECUTE, value: MsgExecuteContract.fromPartial({ sender: this.address, contract, msg: utf8(toJson(msg)), funds: coins }) };
      }),
    );
  }

  /** Coins of the bank, sorted by denom. */
  give(toAddress: string, coins: readonly { readonly denom: string; readonly amount: bigint }[]): Promise<Landed> {
    const amount = coins.map(({ denom, amount }) => ({ denom, amount: amount.toString() })).sort((a, b) => (a.denom < b.denom ? -1 : 1));
    return this.deliver([{ typeUrl: SEND, value: MsgSend.fromPartial({ fromAddress: this.address, toAddress, amount }) }]);
  }

  private async deliver(messages: { typeUrl: string; value: unknown }[]): Promise<Landed> {
    const { chainId, feeDenom, rest } = this.net.site[this.side];
    const { account } = (await (await fetch(`${rest[0]}/cosmos/auth/v1beta1/accounts/${this.address}`)).json()) as {
      account: { account_number: string; sequence: string };
    };
    const pubkey = encodePubkey({ type: "tendermint/PubKeySecp256k1", value: base64(this.key) });
    const fee = [{ denom: feeDenom, amount: String(GAS / 1000) }];
    const auth = makeAuthInfoBytes([{ pubkey, sequence: Number(account.sequence) }], fee, GAS, undefined, undefined);
    const doc = makeSignDoc(registry.encodeTxBody({ messages }), auth, chainId, Number(account.account_number));
    const { signature } = await this.wallet.signDirect(this.address, doc);
    const raw = TxRaw.encode({ bodyBytes: doc.bodyBytes, authInfoBytes: doc.authInfoBytes, signatures: [fromBase64(signature.signature)] }).finish();
    const sent = (await (
      await fetch(`${rest[0]}/cosmos/tx/v1beta1/txs`, { method: "POST", body: JSON.stringify({ tx_bytes: base64(raw), mode: "BROADCAST_MODE_SYNC" }) })
    ).json()) as { tx_response?: { txhash: string; code: number; raw_log: string } };
    if (sent.tx_response?.code !== 0) throw new Error(`refused: ${JSON.stringify(sent)}`);
    const landed = await within(60, "a transaction is in a block", () => this.net.landed(sent.tx_response!.txhash, this.side));
    if (landed.code !== 0) throw new Error(landed.log);
    return landed;
  }
}
