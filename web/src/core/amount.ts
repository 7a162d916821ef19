/** Amounts of a token: smallest units as bigint, and what people read and type. No floating point. */
import { visible } from "./text.ts";

/** How many decimals a token has, and how it is called. */
export interface Unit {
  readonly symbol: string;
  readonly decimals: number;
}

/** Why a text is no amount. */
export type AmountError =
  | { readonly kind: "empty" }
  | { readonly kind: "malformed"; readonly text: string }
  | { readonly kind: "ambiguous"; readonly text: string }
  | { readonly kind: "too-fine"; readonly decimals: number }
  | { readonly kind: "too-large" };

export type Parsed =
  | { readonly ok: true; readonly amount: bigint }
  | { readonly ok: false; readonly error: AmountError };

const MAX = (1n << 128n) - 1n;
const failed = (error: AmountError): Parsed => ({ ok: false, error });

/**
 * Reads what somebody typed. A point is the decimal separator; commas, spaces, apostrophes and underscores may group the
 * whole part by three. A lone comma that groups nothing ("1,5", "0,500") is refused rather than guessed: half of the world means
 * a fraction by it, the other half a slip. Signs and exponents are refused.
 */
export function parseAmount(typed: string, decimals: number): Parsed {
  const text = visible(typed).trim();
  if (text === "") return failed({ kind: "empty" });
  const match = /^([0-9][0-9,'’_ \u00a0\u202f]*)?(?:\.([0-9]*))?$/u.exec(text);
  if (!match || (match[1] === undefined && !match[2])) {
    return failed({ kind: "malformed", text });
  }
  const grouped = match[1] ?? "0";
  const groups = grouped.split(/[,'’_ \u00a0\u202f]/u);
  if (groups.length > 1 && !groups.every((group, i) => (i === 0 ? /^[1-9][0-9]{0,2}$/ : /^[0-9]{3}$/).test(group))) {
    return failed({ kind: grouped.includes(",") ? "ambiguous" : "malformed", text });
  }
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > decimals) return failed({ kind: "too-fine", decimals });
  const whole = groups.join("").replace(/^0+(?=.)/, "");
  if (whole.length > 39) return failed({ kind: "too-large" });
  const amount = BigInt(whole) * 10n ** BigInt(decimals) + BigInt(fraction.padEnd(decimals, "0") || "0");
  return amount > MAX ? failed({ kind: "too-large" }) : { ok: true, amount };
}

/** What is wrong with a typed amount, in words. */
export function amountErrorWords(error: AmountError, symbol: string): string {
  switch (error.kind) {
    case "empty":
      return `Type how much ${symbol}.`;
    case "malformed":
      return "This is no number. Write it like 1,234.56.";
    case "ambiguous":
      return "A comma only groups thousands here. Write one and a half as 1.5.";
    case "too-fine":
      return `${symbol} has ${error.decimals} decimals, not more.`;
    case "too-large":
      return "This is more than there can be.";
  }
}

/** All digits of an amount: "1,234.56" for 1234560000 of six decimals. What is shown can be typed again. */
export function formatAmount(amount: bigint, decimals: number): string {
  const sign = amount < 0n ? "-" : "";
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, "0");
  const whole = groupThousands(digits.slice(0, digits.length - decimals));
  const fraction = decimals === 0 ? "" : digits.slice(-decimals).replace(/0+$/, "");
  return fraction === "" ? sign + whole : `${sign}${whole}.${fraction}`;
}

/**
 * At most so many decimals, cut and never rounded up: nobody should read that he has more than he has. An amount too
 * small to show so is written as "<0.01".
 */
export function formatShort(amount: bigint, decimals: number, shown: number): string {
  if (decimals <= shown) return formatAmount(amount, decimals);
  const step = 10n ** BigInt(decimals - shown);
  const cut = amount / step;
  if (cut === 0n && amount !== 0n) {
    return `${amount < 0n ? ">-" : "<"}0.${"0".repeat(shown - 1)}1`;
  }
  return formatAmount(cut, shown);
}

/** With the symbol: "1,234.56 USDC". */
export function formatToken(amount: bigint, unit: Unit): string {
  return `${formatAmount(amount, unit.decimals)} ${unit.symbol}`;
}

/** "1234567" -> "1,234,567". */
export function groupThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
