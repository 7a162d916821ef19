import { describe, expect, it } from "vitest";
import { memory } from "../../src/core/storage.ts";
import { History } from "../../src/tx/history.ts";
import { openWords, outcomeOf, OUTCOME_WORDS } from "../../src/tx/purchase.ts";

const USDC = { symbol: "USDC", decimals: 6 };
const open = 1_500_000_000n;
const words = (batch: { open: bigint } | undefined, waiting: bigint | undefined) => {
  const { what, note } = openWords(batch, waiting, USDC);
  return `${what}. ${note}`;
};

describe("a purchase that is not settled", () => {
  it("is told as it is, and no better", () => {
    expect(words(undefined, 0n)).toMatch(/^collecting in the market/);
    expect(words({ open }, 0n)).toMatch(/^being bought on the other chain/);
    // Not yet known whether it came back: nothing is said of it.
    expect(words({ open }, undefined)).not.toMatch(/came back/);
    expect(words({ open }, open)).toMatch(/^the purchase did not happen, 1,500 USDC came back/);
    expect(words({ open }, open)).not.toMatch(/being bought/);
    expect(words({ open }, 400_000_000n)).toMatch(/^400 USDC came back, the rest is still under way/);
  });

  it("says what repaying does meanwhile, as soon as it has left the market", () => {
    for (const waiting of [undefined, 0n, 1n, open]) expect(words({ open }, waiting)).toContain("You can repay meanwhile");
    expect(words({ open }, open)).toContain("you need not sign anything");
  });
});

describe("a settled batch", () => {
  it.each([
    [{ eth_out: 5n }, "bought"],
    [{ eth_out: 5n, stable_out: 0n }, "bought"],
    [{ eth_out: 5n, stable_out: 1n }, "partly"],
    [{ eth_out: 0n, stable_out: 1n }, "returned"],
    [{ eth_out: 0n }, "lost"],
  ] as const)("%o is %s", (batch, outcome) => {
    expect(outcomeOf(batch)).toBe(outcome);
    // Only what was bought is called so.
    expect(/ETH bought/.test(OUTCOME_WORDS[outcome])).toBe(outcome === "bought" || outcome === "partly");
  });

  it("is taken as bought from the history of an older page, which knew nothing else", () => {
    const entry = { hash: "A", account: "a", title: "Borrow", signedAt: 5, tx: { phase: "settled", hash: "A", height: 5 } };
    const map = new Map([["p/transactions", JSON.stringify([entry, { ...entry, hash: "B", tx: { ...entry.tx, outcome: "__proto__" } }])]]);
    const place = { getItem: (key: string) => map.get(key) ?? null, setItem: () => undefined, removeItem: () => undefined };
    expect(new History(memory("p", place)).entries.get().map(({ tx }) => "outcome" in tx && tx.outcome)).toEqual(["bought", "bought"]);
  });
});
