/**
 * A `window.keplr` with real keys: CosmJS signers outside of the page, a thin shim inside. It refuses, locks and switches
 * accounts on command, and says what the real one says.
 */
import { Secp256k1HdWallet, type StdSignDoc } from "@cosmjs/amino";
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import type { BrowserContext, Page } from "playwright-core";

const WORDS = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";
const PATHS = [0, 1];

export class TestWallet {
  /** Signs as a Ledger does: amino alone. */
  ledger = false;
  rejects = false;
  locked = false;
  knowsChain = true;
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
          const signature = await call("signDirect", chainId, signer, Array.from(doc["bodyBytes"] as Uint8Array), Array.from(doc["authInfoBytes"] as Uint8Array), String(doc["accountNumber"]));
          return { signed: doc, signature };
        },
        signAmino: async (chainId: string, signer: string, doc: unknown) => ({ signed: doc, signature: await call("signAmino", chainId, signer, doc) }),
      };
    }, name);
  }

  /** The user chooses another account in the wallet. */
  async switchTo(account: number, page: Page, tell = true): Promise<void> {
    this.account = account;
    if (tell) await page.evaluate(() => window.dispatchEvent(new Event("keplr_keystorechange")));
  }

  private async call(method: string, args: unknown[]): Promise<unknown> {
    if (method === "suggest") {
      this.suggested.push(args[0]);
      this.knowsChain = true;
      return undefined;
    }
    if (this.locked) throw new Error("key store is locked");
    if (!this.knowsChain) throw new Error(`There is no modular chain info for ${String(args[0])}`);
    const account = (await this.amino.getAccounts())[this.account]!;
    switch (method) {
      case "enable":
        return undefined;
      case "getKey":
        return { name: `Account ${this.account}`, algo: "secp256k1", pubKey: Array.from(account.pubkey), bech32Address: account.address, isNanoLedger: this.ledger };
      case "signDirect": {
        this.asked.push("direct");
        if (this.ledger) throw new Error("SIGN_MODE_DIRECT can't be signed on Ledger");
        if (this.rejects) throw new Error("Request rejected");
        const [chainId, signer, body, auth, number] = args as [string, string, number[], number[], string];
        const doc = { bodyBytes: Uint8Array.from(body), authInfoBytes: Uint8Array.from(auth), chainId, accountNumber: BigInt(number) };
        return (await this.direct.signDirect(signer, doc)).signature;
      }
      case "signAmino": {
        this.asked.push("amino");
        if (this.rejects) throw new Error("Request rejected");
        const [, signer, doc] = args as [string, string, StdSignDoc];
        return (await this.amino.signAmino(signer, doc)).signature;
      }
      default:
        throw new Error(`unknown method ${method}`);
    }
  }
}
