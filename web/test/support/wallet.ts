/**
 * A `window.keplr` with real keys: CosmJS signers outside of the page, a thin shim inside. Which kind of wallet it is, and
 * whether it refuses, is locked or has switched accounts, are properties; what it says then is what the real one says, and may
 * be set to other words.
 */
import { Secp256k1HdWallet, type StdSignDoc } from "@cosmjs/amino";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { AuthInfo, TxBody } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import type { BrowserContext, Page } from "playwright-core";

const WORDS = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const PATHS = [0, 1];

/** A fee that a wallet puts in the place of the page's. */
export interface OwnFee {
  readonly denom: string;
  readonly amount: bigint;
  readonly gas: bigint;
}

export class TestWallet {
  /** Signs as a Ledger does: amino alone. */
  ledger = false;
  rejects = false;
  locked = false;
  /** Its window is hidden: it never answers. */
  silent = false;
  /** Until when the user takes to look at what he signs. */
  looks: Promise<void> = Promise.resolve();
  knowsChain = true;
  /** Signs with a fee and gas of its own, whatever the page asks for. */
  ownFee: OwnFee | undefined;
  /** What it says when it does not do what it is asked. */
  readonly words = {
    rejected: "Request rejected",
    locked: "key store is locked",
    unknownChain: (chainId: string) => `There is no modular chain info for ${chainId}`,
    amino: "SIGN_MODE_DIRECT can't be signed on Ledger",
  };
  account = 0;
  readonly suggested: unknown[] = [];
  readonly asked: ("direct" | "amino")[] = [];

  private constructor(
    private readonly direct: DirectSecp256k1HdWallet,
    private readonly amino: Secp256k1HdWallet,
  ) {}

  static async make(words = WORDS): Promise<TestWallet> {
    const { makeCosmoshubPath } = await import("@cosmjs/amino");
    const options = { prefix: "home", hdPaths: PATHS.map((i) => makeCosmoshubPath(i)) };
    return new TestWallet(await DirectSecp256k1HdWallet.fromMnemonic(words, options), await Secp256k1HdWallet.fromMnemonic(words, options));
  }

  async address(): Promise<string> {
    return (await this.amino.getAccounts())[this.account]!.address;
  }

  /** Puts it into every page of a context, under the name that a wallet has. */
  async install(context: BrowserContext, name = "keplr"): Promise<void> {
    await context.exposeBinding("testWallet", (_source, method: string, args: unknown[]) => this.call(method, args));
    await context.addInitScript((property) => {
      const call = (method: string, ...args: unknown[]) =>
        (globalThis as unknown as { testWallet(method: string, args: unknown[]): Promise<unknown> }).testWallet(method, args);
      const bytes = (value: unknown) => Uint8Array.from(value as number[]);
      (globalThis as unknown as Record<string, unknown>)[property] = {
        enable: (chainId: string) => call("enable", chainId),
        experimentalSuggestChain: (info: unknown) => call("suggest", info),
        getKey: async (chainId: string) => {
          const key = (await call("getKey", chainId)) as Record<string, unknown>;
          return { ...key, pubKey: bytes(key["pubKey"]) };
        },
        signDirect: async (chainId: string, signer: string, doc: Record<string, unknown>) => {
          const asked = [Array.from(doc["bodyBytes"] as Uint8Array), Array.from(doc["authInfoBytes"] as Uint8Array), String(doc["accountNumber"])];
          const { body, auth, signature } = (await call("signDirect", chainId, signer, ...asked)) as Record<string, unknown>;
          return { signed: { ...doc, bodyBytes: bytes(body), authInfoBytes: bytes(auth) }, signature };
        },
        signAmino: (chainId: string, signer: string, doc: unknown) => call("signAmino", chainId, signer, doc),
      };
    }, name);
  }

  /** The user chooses another account in the wallet. */
  async switchTo(account: number, page: Page, tell = true): Promise<void> {
    this.account = account;
    if (tell) await page.evaluate(() => window.dispatchEvent(new Event("keplr_keystorechange")));
  }

  private withFee(authInfo: Uint8Array): Uint8Array {
    const info = AuthInfo.decode(authInfo);
    if (!this.ownFee) return AuthInfo.encode(info).finish();
    const { denom, amount, gas } = this.ownFee;
    const fee = { amount: [{ denom, amount: amount.toString() }], gasLimit: gas, payer: "", granter: "" };
    return AuthInfo.encode(AuthInfo.fromPartial({ ...info, fee })).finish();
  }

  private async call(method: string, args: unknown[]): Promise<unknown> {
    if (method === "suggest") {
      this.suggested.push(args[0]);
      this.knowsChain = true;
      return undefined;
    }
    if (this.silent) return new Promise(() => {});
    if (this.locked) throw new Error(this.words.locked);
    if (!this.knowsChain) throw new Error(this.words.unknownChain(String(args[0])));
    const account = (await this.amino.getAccounts())[this.account]!;
    // Whoever is selected when it is asked signs, and remains it though another is selected meanwhile.
    if (method.startsWith("sign") && args[1] !== account.address) throw new Error("Signer mismatched");
    switch (method) {
      case "enable":
        if (this.rejects) throw new Error(this.words.rejected);
        return undefined;
      case "getKey":
        return { name: `Account ${this.account}`, algo: "secp256k1", pubKey: Array.from(account.pubkey), bech32Address: account.address, isNanoLedger: this.ledger };
      case "signDirect": {
        this.asked.push("direct");
        if (this.ledger) throw new Error(this.words.amino);
        await this.looks;
        if (this.rejects) throw new Error(this.words.rejected);
        const [chainId, signer, body, auth, number] = args as [string, string, number[], number[], string];
        // Read and written anew, as Keplr does for what the user may have changed.
        const doc = {
          bodyBytes: TxBody.encode(TxBody.decode(Uint8Array.from(body))).finish(),
          authInfoBytes: this.withFee(Uint8Array.from(auth)),
          chainId,
          accountNumber: BigInt(number),
        };
        const { signature } = await this.direct.signDirect(signer, doc);
        return { body: Array.from(doc.bodyBytes), auth: Array.from(doc.authInfoBytes), signature };
      }
      case "signAmino": {
        this.asked.push("amino");
        await this.looks;
        if (this.rejects) throw new Error(this.words.rejected);
        const [, signer, doc] = args as [string, string, StdSignDoc];
        const own = this.ownFee;
        const signed = own ? { ...doc, fee: { amount: [{ denom: own.denom, amount: own.amount.toString() }], gas: own.gas.toString() } } : doc;
        return this.amino.signAmino(signer, signed);
      }
      default:
        throw new Error(`unknown method ${method}`);
    }
  }
}
