import { parseAmount as clientsAmount } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { amountErrorWords, formatAmount, formatShort, formatToken, parseAmount } from "../../src/core/amount.ts";
import { shorten, visible } from "../../src/core/text.ts";

const amount = (typed: string, decimals = 6) => {
  const parsed = parseAmount(typed, decimals);
  return parsed.ok ? parsed.amount : parsed.error.kind;
};

describe("what people type", () => {
  it.each([
    ["1", 1_000_000n],
    ["1.5", 1_500_000n],
    [".5", 500_000n],
    ["5.", 5_000_000n],
    ["1,234.56", 1_234_560_000n],
    ["1'234'567", 1_234_567_000_000n],
    ["1 234 567.000001", 1_234_567_000_001n],
    ["1\u00a0234\u202f567", 1_234_567_000_000n],
    ["1_000", 1_000_000_000n],
    ["0001", 1_000_000n],
    ["0", 0n],
    ["1.1000000000", 1_100_000n],
    ["  7  ", 7_000_000n],
    ["1\u20282\u2029", 12_000_000n],
    ["\u202e12\u200b", 12_000_000n],
    ["\ufeff3", 3_000_000n],
    ["1\u3164\u{e0031}\uffa02", 12_000_000n],
  ])("reads %j", (typed, expected) => {
    expect(amount(typed)).toBe(expected);
  });

  it.each([
    ["", "empty"],
    ["  ", "empty"],
    [".", "malformed"],
    ["-1", "malformed"],
    ["+1", "malformed"],
    ["1e3", "malformed"],
    ["0x10", "malformed"],
    ["1.2.3", "malformed"],
    ["１２", "malformed"],
    ["1 23", "malformed"],
    ["NaN", "malformed"],
    ["1,5", "ambiguous"],
    ["1,23,456", "ambiguous"],
    ["1,", "ambiguous"],
    ["0,500", "ambiguous"],
    ["0,123,456", "ambiguous"],
    ["00,500", "ambiguous"],
    ["0 500", "malformed"],
    ["1.0000001", "too-fine"],
    ["9".repeat(40), "too-large"],
    ["340282366920938463463374607431768211456", "too-large"],
  ])("refuses %j as %s", (typed, kind) => {
    expect(amount(typed)).toBe(kind);
  });

  it("knows tokens without decimals and with eighteen", () => {
    expect(amount("12", 0)).toBe(12n);
    expect(amount("1.5", 0)).toBe("too-fine");
    expect(amount("0.000000000000000001", 18)).toBe(1n);
    expect(amount("340282366920938463463.374607431768211455", 18)).toBe((1n << 128n) - 1n);
  });

  it("has words for every refusal", () => {
    expect(amountErrorWords({ kind: "too-fine", decimals: 6 }, "QER")).toBe("QER has 6 decimals, not more.");
    expect(amountErrorWords({ kind: "ambiguous", text: "1,5" }, "QER")).toContain("1.5");
  });
});

describe("what people read", () => {
  it.each([
    [0n, 6, "0"],
    [1n, 6, "0.000001"],
    [1_234_560_000n, 6, "1,234.56"],
    [-1_500_000n, 6, "-1.5"],
    [123n, 0, "123"],
    [(1n << 128n) - 1n, 18, "340,282,366,920,938,463,463.374607431768211455"],
  ])("writes %s of %s decimals as %s", (units, decimals, expected) => {
    expect(formatAmount(units, decimals)).toBe(expected);
  });

  it("writes what can be typed again", () => {
    for (const units of [0n, 1n, 999_999n, 10n ** 15n + 7n]) expect(amount(formatAmount(units, 6))).toBe(units);
  });

  it("cuts and never rounds up, and shows that there is something", () => {
    expect(formatShort(1_999_999n, 6, 2)).toBe("1.99");
    expect(formatShort(9_999n, 6, 2)).toBe("<0.01");
    expect(formatShort(0n, 6, 2)).toBe("0");
    expect(formatShort(-9_999n, 6, 2)).toBe(">-0.01");
    expect(formatShort(5n, 0, 2)).toBe("5");
  });

  it("names the token", () => {
    expect(formatToken(2_500_000n, { symbol: "USDC", decimals: 6 })).toBe("2.5 USDC");
  });
});

describe("text", () => {
  it("loses what nobody sees, and nothing else", () => {
    expect(visible("a\u2028b\u2029c\u200bd\u202ee\u0000f\u00adg")).toBe("abcdefg");
    expect(visible("línea 1\n\tλ 🙂 ")).toBe("línea 1\n\tλ 🙂 ");
  });
  it("is shortened in the middle", () => {
    expect(shorten("home17xekue2h70he5qz046c3nlu0q2pfxh8c5envcv")).toBe("home17xek…envcv");
    expect(shorten("short")).toBe("short");
  });
});

describe("an amount of the client", () => {
  // The page reads more than the client does, but nothing otherwise.
  it.each(["0", "7", "0007", "1234", "1,234", "1,234,567", "1,234.5", "0.5", ".5", "5.", "0.000001", " 12 "])("%j means the same to the page", (text) => {
    expect(amount(text)).toBe(clientsAmount(text, 6));
  });

  it.each(["", ".", "0,500", "1,5", "1234,567", "0.123,456", "1,23", ",5", "1e5", "-1", "1.0000001", "1..2"])("%j is none to either", (text) => {
    expect(typeof amount(text)).toBe("string");
    expect(() => clientsAmount(text, 6)).toThrow();
  });
});
