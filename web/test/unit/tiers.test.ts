import { describe, expect, it } from "vitest";
import { releaseTime } from "../../src/rooms/stake/tiers.ts";

describe("when a claim is free", () => {
  it.each([
    [1_700_000_000_000_000_000n, 1_700_000_000],
    [1_700_000_000_000_000_001n, 1_700_000_001],
    [1_700_000_000_999_999_999n, 1_700_000_001],
  ])("is never before the chain says so: %s ns", (at_time, seconds) => {
    expect(releaseTime({ amount: 1n, release_at: { at_time } })).toBe(seconds);
  });
});
