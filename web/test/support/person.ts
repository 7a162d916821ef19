/** Somebody of the local net who signs beside the page, with CosmJS. */
import { Secp256k1HdWallet } from "@cosmjs/amino";
import { DirectSecp256k1HdWallet, makeSignDoc } from "@cosmjs/proto-signing";
import { PubKey } from "cosmjs-types/cosmos/crypto/secp256k1/keys";
import { MsgSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import { AuthInfo, TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { MsgExecuteContract } from "cosmjs-types/cosmwasm/wasm/v1/tx";
import { account, simulate, type Query } from "../../src/chain/query.ts";
import { batch } from "../../src/chain/rpc.ts";
import { fromBase64, fromHex, hex, utf8 } from "../../src/core/encoding.ts";
import { broadcast, readIncluded, txCall, type Included } from "../../src/tx/broadcast.ts";
import { txHash } from "../../src/tx/encode.ts";
import { coins, messageJson, type Instruction } from "../../src/tx/message.ts";

export type Side = "home" | "dex";

interface Chain {
  readonly rpc: string;
  readonly chain_id: string;
}

interface Any {
  readonly typeUrl: string;
  readonly value: Uint8Array;
}

/** Of simulated gas; other users change what a transaction meets. The local chains ask for no fee. */
const GAS = { times: 16n, parts: 10n, more: 200_000n };

export class Person {
  /** One transaction after the other, so that none takes another's turn. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly name: string,
    readonly address: string,
    private readonly publicKey: Uint8Array,
    private readonly chain: Chain,
    private readonly wallet: DirectSecp256k1HdWallet,
  ) {}

  static async open(name: string, prefix: Side, chain: Chain, words: string): Promise<Person> {
    const [key] = await (await Secp256k1HdWallet.fromMnemonic(words, { prefix })).getAccounts();
    return new Person(name, key!.address, key!.pubkey, chain, await DirectSecp256k1HdWallet.fromMnemonic(words, { prefix }));
  }

  execute(instructions: readonly Instruction[]): Promise<Included> {
    return this.send(
      instructions.map((instruction) => ({
        typeUrl: "/cosmwasm.wasm.v1.MsgExecuteContract",
        value: MsgExecuteContract.encode({ sender: this.address, contract: instruction.contract, msg: utf8(messageJson(instruction)), funds: coins(instruction).map((coin) => ({ ...coin })) }).finish(),
      })),
    );
  }

  /** Sends coins to an address. */
  pay(to: string, amount: { denom: string; amount: string }[]): Promise<Included> {
    return this.send([{ typeUrl: "/cosmos.bank.v1beta1.MsgSend", value: MsgSend.encode({ fromAddress: this.address, toAddress: to, amount }).finish() }]);
  }

  /** Signs, sends, and waits for the block. Throws what the chain says if anything fails. */
  private send(messages: Any[]): Promise<Included> {
    const sent = this.turn.then(() => this.sendNow(messages));
    this.turn = sent.catch(() => undefined);
    return sent;
  }

  private async sendNow(messages: Any[]): Promise<Included> {
    const { number, sequence } = await this.ask(account(this.address));
    const body = TxBody.encode(TxBody.fromPartial({ messages })).finish();
    const raw = (auth: Uint8Array, signature: Uint8Array) => TxRaw.encode({ bodyBytes: body, authInfoBytes: auth, signatures: [signature] }).finish();
    const used = await this.ask(simulate(raw(this.auth(sequence, 0n), new Uint8Array())));
    const auth = this.auth(sequence, (used * GAS.times) / GAS.parts + GAS.more);
    const { signature } = await this.wallet.signDirect(this.address, makeSignDoc(body, auth, this.chain.chain_id, Number(number)));
    const tx = raw(auth, fromBase64(signature.signature));
    const { refused } = await broadcast(this.chain.rpc, tx);
    if (refused) throw new Error(`${this.name}: ${refused.log}`);
    return this.included(hex(await txHash(tx)));
  }

  private async included(hash: string): Promise<Included> {
    for (let tries = 0; tries < 120; tries += 1) {
      const [reply] = await batch(this.chain.rpc, [txCall(fromHex(hash))]);
      const found = readIncluded(reply!);
      if (found?.code === 0) return found;
      if (found) throw new Error(`${this.name}: ${found.log}`);
      await new Promise((done) => setTimeout(done, 250));
    }
    throw new Error(`${this.name}: ${hash} is in no block`);
  }

  private auth(sequence: bigint, gasLimit: bigint): Uint8Array {
    const publicKey = { typeUrl: "/cosmos.crypto.secp256k1.PubKey", value: PubKey.encode({ key: this.publicKey }).finish() };
    const signerInfos = [{ publicKey, modeInfo: { single: { mode: SignMode.SIGN_MODE_DIRECT } }, sequence }];
    return AuthInfo.encode(AuthInfo.fromPartial({ signerInfos, fee: { amount: [], gasLimit } })).finish();
  }

  private async ask<T>(query: Query<T>): Promise<T> {
    const [reply] = await batch(this.chain.rpc, [query.call]);
    return query.read(reply!);
  }
}
