import { describe, expect, it } from "vitest";
import { ethFor, leastOf } from "../../src/rooms/sale/sale.tsx";

describe("what a payment buys", () => {
  const offer = { eth: 1_000n, cost: 300n };
  it("is its part of what is for sale, rounded down, and never more than that", () => {
    expect(ethFor(0n, offer)).toBe(0n);
    expect(ethFor(1n, offer)).toBe(3n);
    expect(ethFor(299n, offer)).toBe(996n);
    expect(ethFor(300n, offer)).toBe(1_000n);
    expect(ethFor(9_999n, offer)).toBe(1_000n);
    expect(ethFor(1n, { eth: 0n, cost: 0n })).toBe(0n);
  });
  it("is asked for but for a hundredth, cut", () => {
    expect(leastOf(1_000n)).toBe(990n);
    expect(leastOf(99n)).toBe(99n);
    expect(leastOf(199n)).toBe(198n);
  });
});
