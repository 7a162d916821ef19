import { describe, expect, it } from "vitest";
import { meansAll } from "../../src/rooms/supply/supply.tsx";

describe("withdrawing by Max", () => {
  it.each([
    ["what Max has written, in the same block", 4_000_000_000n, true, 4_000_000_000n, 4_000_000_000n, true],
    ["with interest since", 4_000_000_000n, true, 4_000_000_123n, 4_000_000_123n, true],
    ["the same amount typed by hand", 4_000_000_000n, false, 4_000_000_000n, 4_000_000_000n, false],
    ["after more was supplied", 4_000_000_000n, true, 5_000_000_000n, 5_000_000_000n, false],
    ["a part, because the rest is lent", 1_000_000_000n, true, 4_000_000_000n, 1_000_000_000n, false],
    ["more than there is, after losses", 4_000_000_000n, true, 3_999_000_000n, 3_999_000_000n, false],
    ["nothing", 0n, true, 0n, 0n, false],
    ["while it is not known what can be taken", 4_000_000_000n, true, 4_000_000_000n, undefined, false],
  ])("%s", (_, amount, byMax, assets, most, all) => {
    expect(meansAll(amount, byMax, assets, most)).toBe(all);
  });
});
