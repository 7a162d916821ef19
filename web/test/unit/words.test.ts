import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { reason } from "../../src/tx/flow.ts";
import { chainWords, wordsFor } from "../../src/errors/words.ts";
import { NodeError } from "../../src/chain/rpc.ts";
import { walletError, WalletError } from "../../src/wallet/problem.ts";

const names = {
  qer: { symbol: "QER", name: "Qerun", decimals: 6, oracle: "qer" },
  stable: { symbol: "USDC", name: "USD Coin", decimals: 6, oracle: "usdc", home: "ibc/A", dex: "uusdc" },
  eth: { symbol: "ETH", name: "Ether", decimals: 18, oracle: "eth", home: "ibc/B", dex: "weth" },
  fee: { symbol: "STAKE", decimals: 6 },
  home: { chainId: "home-1" },
};
/** As wasmd and a node wrap a contract's error. */
const wrapped = (text: string) => `failed to execute message; message index: 1: dispatch: submessages: ${text}: execute wasm contract failed [CosmWasm/wasmd@v0.61.14/x/wasm/keeper/keeper.go:445] with gas used: '171234': unknown request`;

describe("a contract's error", () => {
  it.each([
    ["cash 5000000, requested 100000000", "The market has 5 USDC at hand, the rest is lent."],
    ["debt of 900.5 USD exceeds the 510 USD that the collateral allows", "The debt would be $900.50, the collateral allows $510.00."],
    ["new debt 700000000 is over what the account's cap leaves, 500000000", "One account may borrow 500 USDC more at present."],
    ["new debt 700000000 is over what the stress bound leaves, 500000000", "What insurance and ETH could cover in a crash leaves 500 USDC."],
    ["Borrow is paused until 1795775160", "Borrow is paused until 2026-11-27 10:26 UTC."],
    ["the price of qer expired at 1795775160, now is 1795779160", "The price of qer is too old."],
    ["the price of eth is degraded", "The price of eth is degraded."],
    ["health is 1.0001: only below 1 a position can be liquidated", "The position is healthy: 1.0001."],
    ["would receive 1000000 ETH, less than the 2000000000000000000 asked for", "You would receive <0.00000001 ETH, less than 2 ETH."],
    ["tier 0 holds 5000000, not 9000000: name another tier with unstake_from", "Tier 0 holds 5 QER of yours."],
    ["operation 3 is not ready before 1795775160", "Operation 3 waits until 2026-11-27 10:26 UTC."],
    ["the bond of operation 3 is 10000000000, not 1", "The bond of operation 3 is 10,000 QER."],
    ["claims begin at 1795775160, now is 1795770000", "Claims begin at 2026-11-27 10:26 UTC."],
    ["borrowing has not been opened by governance", "Governance has not opened borrowing yet."],
  ])("%s", (text, what) => {
    for (const said of [text, wrapped(text)]) {
      const words = chainWords(said, names);
      expect(words.what).toBe(what);
      expect(words.remedy).not.toBe("");
    }
  });

  it("that this page has no words for is shown as it was said, short and without what nobody sees", () => {
    const said = chainWords(`something \u202enew ${"x".repeat(500)}`, names).what;
    expect(said).toMatch(/^The chain says: something new x+…$/);
    expect(said.length).toBeLessThan(330);
  });

  it("each kind that has words is one that the contracts have", () => {
    const source = readFileSync(new URL("../../src/errors/words.ts", import.meta.url), "utf8");
    const known = readFileSync(new URL("../../../clients/ts/src/generated/errors.ts", import.meta.url), "utf8");
    const cases = [...source.matchAll(/case "(?:([a-z]+)\/)?([A-Za-z.]+)":/g)].filter(([, contract, kind]) => contract || /^(Price|Access)\./.test(kind!));
    expect(cases.length).toBeGreaterThan(50);
    for (const [, contract, kind] of cases) {
      expect(known, `${contract}/${kind}`).toContain(contract ? `{ contract: '${contract}'; kind: '${kind}';` : `kind: '${kind}'`);
    }
  });
});

describe("a chain's own errors", () => {
  it.each([
    ["sdk 32: account sequence mismatch, expected 8, got 7", "Another transaction of this account went first."],
    ["sdk 11: out of gas in location: wasm contract; gasWanted: 1", "The gas did not suffice."],
    ["sdk 13: insufficient fee; got: 1stake required: 2stake", "The chain asks for a higher fee now."],
    ["spendable balance 5ibc/A is smaller than 9ibc/A: insufficient funds", "This account has too little for it."],
    ["Overflow: Cannot Sub with given operands", "This account has too little QER."],
    ["rpc error: account home1abc not found: key not found", "The chain does not know this account yet."],
  ])("%s", (said, what) => {
    expect(chainWords(said, names).what).toBe(what);
  });
});

describe("what a wallet throws", () => {
  it.each([
    ["Request rejected", "rejected"],
    ["User declined", "rejected"],
    ["key store is locked", "locked"],
    ["There is no modular chain info for home-1", "unknown-chain"],
    ["ledger is busy", "failed"],
  ])("%s", (said, problem) => {
    expect(walletError(new Error(said)).problem).toBe(problem);
    expect(walletError(said).problem).toBe(problem);
  });

  it("has a remedy each, and keeps what the wallet said where that helps", () => {
    for (const problem of ["rejected", "locked", "unknown-chain", "other-account", "other-key", "failed"] as const) {
      const words = wordsFor(reason.wallet(new WalletError(problem, "home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv: x")), names);
      expect(words.what.length).toBeGreaterThan(10);
      expect(words.remedy.length).toBeGreaterThan(10);
    }
    expect(wordsFor(reason.wallet(new WalletError("failed", "ledger: is: busy")), names).what).toBe("The wallet says: ledger: is: busy");
  });
});

describe("other reasons", () => {
  it("name what is missing for the fee, and the node", () => {
    expect(wordsFor(reason.noFee("stake", "221", 3n), names).what).toBe("The fee is 0.000221 STAKE, and this account has 0.000003 STAKE.");
    const node = (kind: "unreachable" | "nonsense") => wordsFor(reason.node(new NodeError({ kind, url: "https://a.b:443" })), names).what;
    expect(node("unreachable")).toBe("The node https://a.b:443 cannot be reached.");
    expect(node("nonsense")).toBe("https://a.b:443 does not answer as a node does.");
    expect(wordsFor("expired", names).what).toContain("No block");
    expect(wordsFor(reason.badNode, names).what).toContain("not in step");
  });
});
