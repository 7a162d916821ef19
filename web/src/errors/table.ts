/** Words with places in them for the fields of an error: `{until}` as it was said, `{time:until}` as a time. */
import { formatAmount, formatShort } from "../core/amount.ts";
import { decimal, formatHealth, formatUsd } from "../core/decimal.ts";
import { date } from "../core/time.ts";
import { clean, type Names, type Words } from "./said.ts";

/** What happened, and what the reader can do. */
export type Entry = readonly [what: string, remedy: string];
/** By the kind of the error, as the client calls it. */
export type Table = Readonly<Record<string, Entry>>;

const DECIMAL = /^[0-9]{1,39}(\.[0-9]{1,18})?$/;
const WHOLE = /^[0-9]+$/;

/** How a field is written. What does not read as that is shown as it was said. */
const HOW: Readonly<Record<string, (said: string, names: Names) => string>> = {
  stable: (said, { stable }) => (WHOLE.test(said) ? `${formatAmount(BigInt(said), stable.decimals)} ${stable.symbol}` : said),
  qer: (said, { qer }) => (WHOLE.test(said) ? `${formatAmount(BigInt(said), qer.decimals)} ${qer.symbol}` : said),
  eth: (said, { eth }) => (WHOLE.test(said) ? `${formatShort(BigInt(said), eth.decimals, 8)} ${eth.symbol}` : said),
  usd: (said) => (DECIMAL.test(said) ? formatUsd(decimal(said)) : said),
  health: (said) => (DECIMAL.test(said) ? formatHealth(decimal(said)) : said),
  time: (said) => (WHOLE.test(said) ? date(Number(said)) : said),
  // Contracts name an asset by its id in the oracle, people by its symbol.
  asset: (said, { qer, stable, eth }) => [qer, stable, eth].find(({ oracle }) => oracle === said)?.symbol ?? said,
  lower: (said) => said.replaceAll('"', "").toLowerCase(),
  symbol: (_, { qer }) => qer.symbol,
  free: (said) => (said === "0" ? "Wait for a price of ETH." : `Liquidators have used up this hour's cap; there is more from ${HOW["time"]!(said, {} as Names)}.`),
};

/** An entry with the fields of an error in their places. */
export function fill([what, remedy]: Entry, fields: Readonly<Record<string, unknown>>, names: Names): Words {
  const words = (text: string) =>
    text.replace(/\{(?:(\w+):)?(\w+)\}/g, (_, how: string | undefined, name: string) => {
      const said = clean(String(fields[name] ?? ""));
      return how === undefined ? said : HOW[how]!(said, names);
    });
  return { what: words(what), remedy: words(remedy) };
}
