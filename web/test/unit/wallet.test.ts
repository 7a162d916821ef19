/** What the page does with a wallet's interface, without a browser: which are there, and how a session lives. */
import { describe, expect, it } from "vitest";
import { awaitWallets, wallets, type Keplr } from "../../src/wallet/keplr.ts";

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
