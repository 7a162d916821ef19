import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { decimal, ONE } from "../../src/core/decimal.ts";
import { loadMath, type QerunMath } from "../../src/math/math.ts";
import { outlook, releaseOf, repayAll, type Market, type Standing } from "../../src/rooms/borrow/outlook.ts";
import { payoffLines } from "../../src/rooms/borrow/payoff.tsx";
import { place } from "../../src/rooms/borrow/lines.tsx";
import { dustWords } from "../../src/rooms/borrow/repay-form.tsx";
import { fallWords, nearWords } from "../../src/rooms/borrow/standing.tsx";
import { debtPriceOf, liquidationPriceOf, priceState } from "../../src/rooms/prices.ts";
import { lowest } from "../../src/rooms/borrow/limits.tsx";

let math: QerunMath;
beforeAll(async () => {
  math = await loadMath(readFileSync(new URL("../../src/math/qerun_math.wasm", import.meta.url)));
});

const record = (bid: string, ask: string, mid: string, average: string) => ({
  bid, ask, mid, average, depth: null, as_of: 90, expires: 400, status: "live" as const, grace_ends: 0, uptime: 1, updated_at: 90,
});
/** Bid, ask, mid and average all differ, so that no test passes by the wrong one. */
const market = (): Market => ({
  math,
  qer: record("1.00", "1.06", "1.02", "1.04"),
  eth: record("1990", "2010", "2000", "2005"),
  stable: record("0.99", "1.02", "1.005", "1.01"),
  threshold: decimal("0.6"),
  decimals: { qer: 6, stable: 6, eth: 18 },
});
const standing: Standing = { collateral: 1_000_000_000n, debt: 500_000_000n, eth: 10n ** 17n, stable: 30_000_000n };

describe("the outlook", () => {
  it("counts collateral at the bid and debt at the ask, as the market does for limits", () => {
    const of = outlook(standing, market());
    // 1,000 x 1.00 x 0.6 / (500 x 1.02)
    expect(of.health).toBe(decimal("1.176470588235294117"));
    // (1,000 + 0.1 x 1,990 + 30 x 0.99) x 0.6 / 510
    expect(of.withClaim).toBe(decimal("1.445529411764705882"));
  });

  it("has liquidation begin by the lower of mid and average of the stablecoin, and compares with the higher of QER's", () => {
    const of = outlook(standing, market());
    // 500 x 1.005 / (1,000 x 0.6)
    expect(of.liquidationPrice).toBe(decimal("0.8375"));
    // 1 - 0.8375 / 1.04
    expect(of.fall).toBe(ONE - (decimal("0.8375") * ONE) / decimal("1.04"));
    expect(fallWords(of, "QER")).toBe("QER would have to fall by 19.4 %");
    expect(fallWords({ ...of, fall: -1n }, "QER")).toBe("QER is below it now");
  });

  it("says nothing where there is no debt, and no health with the claim without a price of ETH", () => {
    expect(outlook({ ...standing, debt: 0n }, market())).toEqual({ health: undefined, withClaim: undefined, liquidationPrice: undefined, fall: undefined });
    expect(outlook(standing, { ...market(), eth: undefined }).withClaim).toBeUndefined();
  });

  it("agrees with health at the price of liquidation to the last digit", () => {
    const { liquidationPrice } = outlook(standing, market());
    const at = (price: bigint) => math.health({ collateral: standing.collateral, collateralDecimals: 6, debt: standing.debt, debtDecimals: 6, debtPrice: decimal("1.005") }, price, decimal("0.6"))!;
    expect(at(liquidationPrice!)).toBeGreaterThanOrEqual(ONE);
    expect(at(liquidationPrice! - 1n)).toBeLessThan(ONE);
  });
});

describe("prices", () => {
  it("of a liquidation, and of a debt, never below a dollar", () => {
    expect(liquidationPriceOf(market().qer)).toBe(decimal("1.04"));
    expect(debtPriceOf(market().stable)).toBe(decimal("1.005"));
    expect(debtPriceOf(record("0.9", "0.95", "0.92", "0.93"))).toBe(ONE);
    expect(debtPriceOf(undefined)).toBe(ONE);
  });
  it("are too old from the second after they expire on", () => {
    expect(priceState(market().qer, 400)).toBe("live");
    expect(priceState(market().qer, 401)).toBe("expired");
    expect(priceState({ ...market().qer, status: "degraded" }, 100)).toBe("degraded");
    expect(priceState({ ...market().qer, status: "halted" }, 401)).toBe("halted");
    expect(priceState(undefined, 1)).toBe("missing");
  });
});

describe("repaying", () => {
  it("releases each part in proportion, rounded down", () => {
    const position = { debt: 3n, claim: { eth: 100n, unsent: 10n, pending: 20n, stable: 5n } } as Parameters<typeof releaseOf>[0];
    expect(releaseOf(position, 1n, math)).toEqual({ eth: 33n, stable: 3n + 1n, pending: 6n });
  });
  it("all of it sends a ten-thousandth more, and a unit", () => {
    expect(repayAll(500_000_000n)).toBe(500_050_001n);
    expect(repayAll(0n)).toBe(0n);
    expect(repayAll(1n)).toBe(2n);
  });
});

describe("warnings", () => {
  it("of a liquidation come only when it is near, by the price that decides it", () => {
    const of = (fall: bigint | undefined) => nearWords({ health: ONE, withClaim: undefined, liquidationPrice: ONE, fall }, "QER");
    expect(of(undefined)).toBeUndefined();
    expect(of(ONE / 10n + 1n)).toBeUndefined();
    expect(of(ONE / 10n)).toBe("If QER falls by 10.0 % more, anyone may liquidate this position. Repay a part, or deposit QER.");
    expect(of(0n)).toContain("falls by 0.0 % more");
    expect(of(-1n)).toContain("Anyone may liquidate this position now.");
    expect(nearWords(undefined, "QER")).toBeUndefined();
  });
  it("of a debt below the smallest that would stay", () => {
    const usdc = { symbol: "USDC", decimals: 6 };
    expect(dustWords(0n, 50n * ONE, usdc)).toBeUndefined();
    expect(dustWords(50_000_000n, 50n * ONE, usdc)).toBeUndefined();
    expect(dustWords(49_999_999n, 50n * ONE, usdc)).toContain("A debt of 49.999999 USDC would stay, less than the smallest, $50.00.");
  });
});

describe("the picture", () => {
  it("has a line for each price of ETH, over prices from nothing to twice the present one", () => {
    const { prices, lines } = payoffLines(standing, market());
    expect(prices[0]).toBe(0n);
    expect(prices.at(-1)).toBe(decimal("2.08"));
    expect(lines.map(({ name }) => name)).toEqual(["ETH −50 %", "ETH as now", "ETH +50 %"]);
    // At the present price: 1,040 + 0.1 x 2,000 + 30 x 1.005 - 500 x 1.005.
    expect(lines[1]!.values[20]).toBe(decimal("767.65"));
    expect(lines[0]!.values[20]).toBe(decimal("667.65"));
  });
  it("has one line where no ETH is claimed", () => {
    expect(payoffLines({ ...standing, eth: 0n }, market()).lines.map(({ name }) => name)).toEqual(["ETH as now"]);
  });
  it("places a value between its ends and never outside", () => {
    expect(place(5n, 0n, 10n, 0, 100)).toBe(50);
    expect(place(-5n, 0n, 10n, 0, 100)).toBe(0);
    expect(place(50n, 0n, 10n, 100, 0)).toBe(0);
    expect(place(1n, 1n, 1n, 7, 100)).toBe(7);
  });
});

describe("limits", () => {
  it("name the lowest, or all that are lowest", () => {
    const limits = { max_ltv: 5n, cash: 9n, account_cap: 5n, debt_cap: 9n, debt_ceiling: 9n, stress: 9n };
    expect(lowest(limits)).toEqual(["max_ltv", "account_cap"]);
  });
});
