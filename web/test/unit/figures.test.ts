import { describe, expect, it } from "vitest";
import type { Moment } from "../support/chain.ts";
import { differences, type RoomTable } from "../support/figures.ts";
import { somewhatBelow, units } from "../support/tables/words.ts";

const USDC = { symbol: "USDC", decimals: 6 };
const at = {} as Moment;
const table: RoomTable = {
  figures: { "Market / Supplied": async () => "1,000 USDC", "Market / Deficit": () => undefined },
  rows: [async () => ({ "Prices / QER / Mid": "$1.0000", "Borrow / How much": somewhatBelow(3_000_000_000n, 5_000_000_000n, USDC) })],
};
const shown = { "Market / Supplied": "1,000 USDC", "Prices / QER / Mid": "$1.0000", "Borrow / How much": "At most: 2,990 USDC" };
const told = (figures: Record<string, string>) => differences({ height: 1, figures }, table, at);

describe("the figures of a room", () => {
  it("are as the chain says", async () => {
    expect(await told(shown)).toEqual([]);
  });

  it("are told when the chain says something else, by a unit", async () => {
    expect(await told({ ...shown, "Market / Supplied": "1,000.000001 USDC" })).toEqual([
      'Market / Supplied: the page shows "1,000.000001 USDC", the chain says "1,000 USDC"',
    ]);
  });

  it("are told when nothing is compared with them", async () => {
    expect(await told({ ...shown, "Market / Lost": "5 USDC" })).toEqual(['Market / Lost: the page shows "5 USDC", and nothing is compared with it']);
    expect(await told({ ...shown, "Market / Deficit": "5 USDC" })).toHaveLength(1);
  });

  it("are told when the page leaves one out", async () => {
    const { "Prices / QER / Mid": _, ...rest } = shown;
    expect(await told(rest)).toEqual(['Prices / QER / Mid: the chain says "$1.0000", and the page does not show it']);
  });

  it.each([
    ["3,000.000001", 1],
    ["3,000", 0],
    ["2,900", 0],
    ["2,899.999999", 1],
  ])("are told when a maximum is above the chain's, or far below it: %s", async (most, wrong) => {
    expect(await told({ ...shown, "Borrow / How much": `At most, some room left for prices: ${most} USDC` })).toHaveLength(wrong);
  });
});

it("reads what the page has written", () => {
  expect([units("1,234.5 USDC", USDC), units("0.000001", USDC)]).toEqual([1_234_500_000n, 1n]);
  expect(() => units("–", USDC)).toThrow("is no amount");
});
