import { describe, expect, it } from "vitest";
import { readSite } from "../../src/chain/deployment.ts";
import { ordersWords } from "../../src/rooms/overview/overview.tsx";
import { borrowingWords, buybackWords } from "../../src/rooms/overview/phase.tsx";
import { deploymentFile } from "../support/answers.ts";

const site = readSite(deploymentFile("http://127.0.0.1:1"));

describe("what is missing to open something", () => {
  it("names an asset as people do, and says why its price is missing without a contract's words", () => {
    const none = { price: { asset: "usdc", reason: "the oracle has no price of usdc" } };
    const old = { price: { asset: "eth", reason: "the price of eth expired at 1795800000, now is 1795800060" } };
    const odd = { price: { asset: "gold", reason: "Else" } };
    for (const words of [borrowingWords, buybackWords]) {
      expect(words(none, site)).toBe("a live price of USDC (there is no price of USDC yet)");
      expect(words(old, site)).toBe("a live price of ETH (the price of ETH is too old)");
      expect(words(odd, site)).toBe("a live price of gold (the chain says: Else)");
    }
    expect(borrowingWords({ depth: { asset: "qer" } }, site)).toBe("a known depth of QER");
    expect(borrowingWords({ cash: { needed: 50_000_000n, cash: 7_500_000n } }, site)).toBe("50 USDC of suppliers, there are 7.5 USDC");
  });

  it("counts one order as one", () => {
    expect([0, 1, 2].map(ordersWords)).toEqual(["0 orders on their way over IBC", "1 order on its way over IBC", "2 orders on their way over IBC"]);
  });
});
