/** Decimals of the contracts: 18 digits, as bigint. Prices, rates, shares, health. */
import { decimal, fromDecimal } from "@qerun/client";
import { groupThousands } from "./amount.ts";

export { decimal, fromDecimal as decimalText };

export const ONE = 10n ** 18n;

/**
 * A health, cut at two decimals and never rounded across 1: 0.9999 is not "1.00" (that would hide that anyone may liquidate),
 * and 1.0001 not "1" without a digit that tells. Near 1 more digits are shown, until they differ from it.
 */
export function formatHealth(health: bigint): string {
  if (health >= 100n * ONE) return ">100";
  for (let shown = 2; shown <= 18; shown++) {
    const unit = 10n ** BigInt(18 - shown);
    const cut = health / unit;
    if (cut * unit === ONE && health !== ONE) continue;
    return fixed(cut, shown);
  }
  return fixed(health, 18);
}

/** A rate or a share as a percentage, cut after two decimals: "3.50 %". */
export function formatPercent(share: bigint, shown = 2): string {
  const unit = 10n ** BigInt(16 - shown);
  return `${fixed(share / unit, shown)} %`;
}

/** Dollars with cents, cut. */
export function formatUsd(value: bigint): string {
  const negative = value < 0n;
  const cents = (negative ? -value : value) / 10n ** 16n;
  return `${negative && cents > 0n ? "-" : ""}$${fixed(cents, 2)}`;
}

/** A price with as many digits as its size asks for: four that count, at least two decimals. */
export function formatPrice(price: bigint): string {
  if (price >= ONE) return `$${price >= 1000n * ONE ? fixed(price / 10n ** 16n, 2) : fixed(price / 10n ** 14n, 4)}`;
  const digits = price.toString().padStart(18, "0");
  const lead = price === 0n ? 0 : digits.length - digits.replace(/^0+/, "").length;
  const shown = Math.min(18, lead + 4);
  return `$${fixed(price / 10n ** BigInt(18 - shown), shown)}`;
}

/** USD of an amount at a price, cut at the 18th digit. */
export function valueOf(amount: bigint, decimals: number, price: bigint): bigint {
  return (amount * price) / 10n ** BigInt(decimals);
}

function fixed(scaled: bigint, shown: number): string {
  const sign = scaled < 0n ? "-" : "";
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(shown + 1, "0");
  const whole = groupThousands(digits.slice(0, digits.length - shown));
  return shown === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-shown)}`;
}
