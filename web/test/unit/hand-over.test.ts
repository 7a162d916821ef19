import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { HAND_OVER_GAS, handOverGas } from "../../src/rooms/borrow/hand-over.ts";

const NOW = 1_795_775_160;

describe("gas for a batch that a borrow may send off", () => {
  it.each([
    ["is due already, and so in the simulation", { hands_over: true, due_at: NOW - 1 }, 0n],
    ["is due before the review has been read", { hands_over: false, due_at: NOW + 1 }, HAND_OVER_GAS],
    ["is due at the end of that time", { hands_over: false, due_at: NOW + 600 }, HAND_OVER_GAS],
    ["is due later", { hands_over: false, due_at: NOW + 601 }, 0n],
    // Full by size, but the reserve cannot take it now: it may by the block.
    ["has been due, and could not leave", { hands_over: false, due_at: NOW - 5 }, HAND_OVER_GAS],
    ["is empty", { hands_over: false, due_at: 0 }, 0n],
  ])("that %s", (_name, quote, gas) => {
    expect(handOverGas(quote, NOW)).toBe(gas);
  });

  it("is what the live tests in Rust ask for", () => {
    const rust = readFileSync(new URL("../../../packages/live/src/ops/lend.rs", import.meta.url), "utf8");
    const gas = /const HAND_OVER_GAS: u64 = ([0-9_]+);/.exec(rust)?.[1];
    expect(BigInt(gas?.replaceAll("_", "") ?? -1)).toBe(HAND_OVER_GAS);
  });
});
