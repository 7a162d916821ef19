import { describe, expect, it } from "vitest";
import { leastOf } from "../../src/rooms/least.ts";
import { ethFor } from "../../src/rooms/sale/sale.tsx";

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
  it("is asked for but for the part that may be missing, rounded down", () => {
    expect(leastOf(1_000n, { oneIn: 100n })).toBe(990n);
    expect(leastOf(99n, { oneIn: 100n })).toBe(98n);
    expect(leastOf(199n, { oneIn: 100n })).toBe(197n);
    expect(leastOf(10_000n, { oneIn: 1_000n })).toBe(9_990n);
    expect(leastOf(0n, { oneIn: 1_000n })).toBe(0n);
  });
});
