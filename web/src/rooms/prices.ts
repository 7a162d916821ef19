/** Prices of the oracle as rooms use them. */
import type { PriceRecord, Prices } from "../chain/answers/oracle.ts";
import { decimal, ONE } from "../core/decimal.ts";
import { date, duration } from "../core/time.ts";

export type PriceState = "live" | "degraded" | "halted" | "expired" | "missing";

/** The record of an asset. */
export function recordOf(prices: Prices | undefined, id: string): PriceRecord | undefined {
  return prices?.prices.find(({ asset }) => asset === id)?.record;
}

/** How far a record can be relied on at a time. */
export function priceState(record: PriceRecord | undefined, now: number): PriceState {
  if (!record) return "missing";
  if (record.status === "halted") return "halted";
  return now > record.expires ? "expired" : record.status;
}

/** The price at which a position is liquidated: the higher of mid and one-hour average. */
export function liquidationPriceOf(record: PriceRecord): bigint {
  const [mid, average] = [decimal(record.mid), decimal(record.average)];
  return mid > average ? mid : average;
}

/** What a stablecoin of debt counts where borrowing and withdrawing are limited: the ask, never less than a dollar. */
export function limitDebtPriceOf(record: PriceRecord): bigint {
  const ask = decimal(record.ask);
  return ask > ONE ? ask : ONE;
}

/** What a stablecoin of debt counts in a liquidation: the lower of mid and average, never less than a dollar. */
export function debtPriceOf(record: PriceRecord | undefined): bigint {
  if (!record) return ONE;
  const [mid, average] = [decimal(record.mid), decimal(record.average)];
  const lower = mid < average ? mid : average;
  return lower > ONE ? lower : ONE;
}

/** A state in words, and what it means for a user. */
export function priceStateWords(state: PriceState, record: PriceRecord | undefined, now: number): string {
  switch (state) {
    case "live":
      return `live, ${duration(Math.max(0, now - record!.as_of))} old`;
    case "degraded":
      return "its sources disagree: no new debt until they agree";
    case "halted":
      return "halted: no new debt, no liquidation";
    case "expired":
      return `too old since ${date(record!.expires)}: no new debt, no liquidation`;
    case "missing":
      return "there is none yet";
  }
}
