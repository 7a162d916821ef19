import { describe, expect, it } from "vitest";
import { decimal, decimalText, formatHealth, formatPercent, formatPrice, formatUsd, ONE, valueOf } from "../../src/core/decimal.ts";
import { ago, date, duration, until } from "../../src/core/time.ts";

describe("decimals", () => {
  it("are read and written as a contract writes them", () => {
    for (const text of ["0", "1", "1.02", "0.000000000000000001", "340282366920938463463.374607431768211455", "-20.5"]) {
      expect(decimalText(decimal(text))).toBe(text);
    }
    for (const text of ["", "1.", ".5", "1e3", "1.0000000000000000001", "abc"]) expect(() => decimal(text)).toThrow();
  });

  it("health is never rounded across 1", () => {
    const shown = (text: string) => formatHealth(decimal(text));
    expect(shown("1.224")).toBe("1.22");
    expect(shown("1")).toBe("1.00");
    expect(shown("0.9999")).toBe("0.99");
    expect(shown("0.999999999999999999")).toBe("0.99");
    expect(shown("1.0001")).toBe("1.0001");
    expect(shown("1.009")).toBe("1.009");
    expect(shown("1.000000000000000001")).toBe("1.000000000000000001");
    expect(shown("0")).toBe("0.00");
    expect(shown("99.999")).toBe("99.99");
    expect(shown("100")).toBe(">100");
  });

  it("percentages, dollars and prices are cut", () => {
    expect(formatPercent(decimal("0.035"))).toBe("3.50 %");
    expect(formatPercent(decimal("0.999999"))).toBe("99.99 %");
    expect(formatUsd(decimal("1234.569"))).toBe("$1,234.56");
    expect(formatUsd(decimal("-20.001"))).toBe("-$20.00");
    expect(formatUsd(decimal("-0.001"))).toBe("$0.00");
    expect(formatPrice(decimal("1.02"))).toBe("$1.0200");
    expect(formatPrice(decimal("2000.129"))).toBe("$2,000.12");
    expect(formatPrice(decimal("0.833333333333333334"))).toBe("$0.8333");
    expect(formatPrice(decimal("0.00001234567"))).toBe("$0.00001234");
    expect(formatPrice(decimal("0.5"))).toBe("$0.5000");
    expect(formatPrice(0n)).toBe("$0.0000");
    expect(formatPrice(1n)).toBe("$0.000000000000000001");
  });

  it("values an amount in the token's own decimals", () => {
    expect(valueOf(118_400_000_000_000_000n, 18, 2000n * ONE)).toBe(decimal("236.8"));
  });
});

describe("times", () => {
  it("have two parts at most", () => {
    expect(duration(0)).toBe("0 seconds");
    expect(duration(61)).toBe("1 minute 1 second");
    expect(duration(90_061)).toBe("1 day 1 hour");
    expect(duration(86_460)).toBe("1 day");
  });
  it("are told from the chain's clock", () => {
    expect(ago(100, 112)).toBe("12 seconds ago");
    expect(ago(113, 112)).toBe("just now");
    expect(until(7_312, 112)).toBe("in 2 hours");
    expect(until(100, 112)).toBe("now");
    expect(date(1_795_775_160)).toBe("2026-11-27 10:26 UTC");
    expect(date(253_402_300_799)).toBe("9999-12-31 23:59 UTC");
    for (const never of [253_402_300_800, Number.MAX_SAFE_INTEGER, 18_446_744_073_709_551_615, Infinity, -1, NaN]) expect(date(never)).toBe("a day beyond all calendars");
  });
});
