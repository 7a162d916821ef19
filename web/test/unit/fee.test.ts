import { describe, expect, it } from "vitest";
import { spendable } from "../../src/tx/fee.ts";

const costs = { gasMargin: "1.3", gasPrice: "0.0251", feeDenom: "uusdc", contracts: { token: "home1token", voting: "home1voting" } };

describe("what Max may spend", () => {
  it("is all of a coin in which no fee is paid", () => {
    expect(spendable(5n, "uother", costs)).toBe(5n);
    expect(spendable(undefined, "uusdc", costs)).toBe(undefined);
  });

  it("leaves a fee where it is paid in the same coin, and is never below nothing", () => {
    // 2,000,000 x 1.3 x 0.0251
    expect(spendable(100_000_000n, "uusdc", costs)).toBe(99_934_740n);
    expect(spendable(65_740n, "uusdc", costs)).toBe(480n);
    for (const less of [0n, 65_259n, 65_260n]) expect(spendable(less, "uusdc", costs)).toBe(0n);
    expect(spendable(7n, "uusdc", { ...costs, gasPrice: "0" })).toBe(7n);
  });
});
