/** How the page writes what the chain answers, and how that is read. */
import { formatToken, parseAmount, type Unit } from "../../../src/core/amount.ts";

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
