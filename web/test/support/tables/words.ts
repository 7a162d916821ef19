/** How the page writes what the chain answers, and how that is read. */
import { formatToken, parseAmount, type Unit } from "../../../src/core/amount.ts";
import type { Fitting } from "../figures.ts";

/** An amount with all its digits and its symbol, as the page has it behind the short one. */
export function amount(of: bigint, unit: Unit): string {
  return formatToken(of, unit).trim();
}

/** The amount that the page has written, with its symbol or without. */
export function units(text: string, { symbol, decimals }: Unit): bigint {
  const parsed = parseAmount(text.replace(` ${symbol}`, ""), decimals);
  if (!parsed.ok) throw new Error(`"${text}" is no amount`);
  return parsed.amount;
}

/**
 * Whether what was said before the signature is what came: but for interest until the block, which changes the last digits, and for the
 * digits that a sentence leaves out.
 */
export function nearly(said: bigint, came: bigint): boolean {
  return (said > came ? said - came : came - said) * 100_000n <= came;
}

/** A maximum that leaves some room for what changes until the block: never more than the chain's own, and less by a fiftieth of `whole` at the most. */
export function somewhatBelow(most: bigint, whole: bigint, unit: Unit): Fitting {
  const room = whole / 50n;
  return {
    says: `at most ${amount(most, unit)}, and less by ${amount(room, unit)} at the most`,
    fits(shown) {
      const safe = units(shown.slice(shown.lastIndexOf(": ") + 2), unit);
      return safe <= most && safe + room >= most;
    },
  };
}
