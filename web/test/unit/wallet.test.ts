/** What the page does with a wallet's interface, without a browser: which are there, and how a session lives. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { deploymentFile } from "../support/answers.ts";
import { readSite } from "../../src/chain/deployment.ts";
import { memory, type Memory } from "../../src/core/storage.ts";
import { awaitWallets, wallets, type Keplr } from "../../src/wallet/keplr.ts";
import { WalletSession } from "../../src/wallet/session.ts";

const api = () => ({ getKey: () => Promise.reject(new Error("unused")) }) as unknown as Keplr;
const named = (of: object) => wallets(of).map(({ name, accountEvent }) => [name, accountEvent]);

describe("the wallets that are there", () => {
  it("are Keplr and Leap, each with its own event", () => {
    expect(named({})).toEqual([]);
    expect(named({ keplr: {} })).toEqual([]);
    expect(named({ keplr: api(), leap: api() })).toEqual([
      ["Keplr", "keplr_keystorechange"],
      ["Leap", "leap_keystorechange"],
    ]);
  });

  it("Leap in Keplr's place is Leap, for it never fires Keplr's event", () => {
    const leap = api();
    expect(named({ keplr: leap, leap })).toEqual([["Leap", "leap_keystorechange"]]);
  });

  it("are waited for: any of them, or the one that is named", async () => {
    const page: Record<string, unknown> = { leap: api() };
    setTimeout(() => (page["keplr"] = api()), 250);
    expect((await awaitWallets(page)).map(({ name }) => name)).toEqual(["Leap"]);
    expect((await awaitWallets(page, "Keplr")).map(({ name }) => name)).toEqual(["Keplr", "Leap"]);
    expect((await awaitWallets(page, "Other", 300)).map(({ name }) => name)).toEqual(["Keplr", "Leap"]);
  });
});

describe("a session", () => {
  const site = readSite(deploymentFile("http://127.0.0.1:1"));
  const ACCOUNTS = ["home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv", "home1rajm0p8j9d7jn8nwf58cvr2whhc2z02htzmd22"] as const;

  /** A wallet that answers when it is told to. */
  class Slow {
    account = 0;
    refuses: string | undefined;
    asked = 0;
    private readonly waiting: (() => void)[] = [];
    readonly api = {
      enable: () => this.answer(() => undefined),
      getKey: () => Promise.resolve({ name: "A", algo: "secp256k1", pubKey: new Uint8Array(33), bech32Address: ACCOUNTS[this.account], isNanoLedger: false }),
    } as unknown as Keplr;
    private answer<T>(value: () => T): Promise<T> {
      this.asked += 1;
      return new Promise((done, fail) => {
        this.waiting.push(() => (this.refuses === undefined ? done(value()) : fail(new Error(this.refuses))));
      });
    }
    async answers(): Promise<void> {
      this.waiting.shift()!();
      await vi.advanceTimersByTimeAsync(0);
    }
  }

  let wallet: Slow;
  let page: EventTarget;
  let kept: Memory;
  let session: WalletSession;
  const shown = () => {
    const now = session.connection.get();
    return now.kind === "connected" ? now.session.address : now.kind;
  };
  const found = () => wallets(page)[0]!;

  beforeEach(() => {
    vi.useFakeTimers();
    wallet = new Slow();
    page = Object.assign(new EventTarget(), { leap: wallet.api });
    const rows = new Map<string, string>();
    kept = memory("test", { getItem: (key) => rows.get(key) ?? null, setItem: (key, value) => void rows.set(key, value), removeItem: (key) => void rows.delete(key) });
    session = new WalletSession(site, kept, () => Promise.resolve(undefined), page);
  });
  afterEach(() => vi.useRealTimers());

  async function connected(): Promise<void> {
    void session.connect(found());
    await wallet.answers();
    expect(shown()).toBe(ACCOUNTS[0]);
  }

  it("that was cancelled takes no answer any more", async () => {
    void session.connect(found());
    expect(shown()).toBe("connecting");
    session.disconnect();
    await wallet.answers();
    expect(shown()).toBe("none");
    expect(kept.read("wallet")).toBeUndefined();
  });

  it("takes the answer to what was asked last, and no late refusal", async () => {
    void session.connect(found());
    void session.connect(found());
    wallet.refuses = "Request rejected";
    await wallet.answers();
    expect(shown()).toBe("connecting");
    wallet.refuses = undefined;
    await wallet.answers();
    expect(shown()).toBe(ACCOUNTS[0]);
  });

  it("looks once more after a change of the account: Leap tells of it before it has changed", async () => {
    await connected();
    page.dispatchEvent(new Event("leap_keystorechange"));
    await wallet.answers();
    expect(shown()).toBe(ACCOUNTS[0]);
    wallet.account = 1;
    await vi.advanceTimersByTimeAsync(1_000);
    await wallet.answers();
    expect(shown()).toBe(ACCOUNTS[1]);
    const { asked } = wallet;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(wallet.asked).toBe(asked);
  });

  it("does not look after it was ended", async () => {
    await connected();
    page.dispatchEvent(new Event("leap_keystorechange"));
    await wallet.answers();
    wallet.account = 1;
    session.disconnect();
    await vi.advanceTimersByTimeAsync(10_000);
    page.dispatchEvent(new Event("leap_keystorechange"));
    expect(shown()).toBe("none");
  });

  it("is resumed, unless the user refused the last time", async () => {
    await connected();
    const reloaded = async (refuses?: string) => {
      session = new WalletSession(site, kept, () => Promise.resolve(undefined), page);
      wallet.refuses = refuses;
      const resumed = session.resume();
      await vi.advanceTimersByTimeAsync(0);
      if (shown() === "connecting") await wallet.answers();
      await resumed;
    };
    await reloaded();
    expect(shown()).toBe(ACCOUNTS[0]);
    // A wallet that could not answer is asked again.
    await reloaded("Extension context invalidated.");
    expect(kept.read("wallet")).toBe("Leap");
    await reloaded("Request rejected");
    expect(shown()).toBe("none");
    const { asked } = wallet;
    await reloaded();
    expect(wallet.asked).toBe(asked);
  });

  it("is refused for another chain that the wallet knows by this id, and for a key of another kind", async () => {
    const of = async (key: object) => {
      session = new WalletSession(site, kept, () => Promise.resolve(undefined), page);
      wallet.api.getKey = () => Promise.resolve({ name: "A", algo: "secp256k1", pubKey: new Uint8Array(33), bech32Address: ACCOUNTS[0], isNanoLedger: false, ...key });
      void session.connect(found());
      await wallet.answers();
      const now = session.connection.get();
      return now.kind === "none" ? now.problem?.problem : now.kind;
    };
    expect(await of({ bech32Address: "cosmos1cyyzpxplxdzkeea7kwsydadg87357qnahakaks" })).toBe("other-chain");
    expect(await of({ algo: "ethsecp256k1" })).toBe("other-key");
    expect(await of({})).toBe("connected");
  });
});
