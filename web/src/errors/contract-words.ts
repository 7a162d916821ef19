/** What a contract said about what the caller did, in words: a table for each contract. */
import type { ParsedError } from "@qerun/client";
import { airdrop } from "./contracts/airdrop.ts";
import { emissions } from "./contracts/emissions.ts";
import { market } from "./contracts/market.ts";
import { reserve } from "./contracts/reserve.ts";
import { several, shared, token } from "./contracts/shared.ts";
import { timelock } from "./contracts/timelock.ts";
import { voting } from "./contracts/voting.ts";
import type { Names, Words } from "./said.ts";
import { fill, type Table } from "./table.ts";

/** By who says it. `shared` is said by several, with a prefix that tells where it comes from. */
export const TABLES: Readonly<Record<string, Table>> = { airdrop, emissions, market, reserve, several, shared, timelock, token, voting };

/** Words for what a contract said; undefined for what nobody meets on this page, or only governance does. */
export function contractWords({ contract, kind, fields }: ParsedError, names: Names): Words | undefined {
  // These are the same words in several contracts.
  const table = /^(Price|Access|Parameter|Math)\./.test(kind) ? shared : Object.hasOwn(TABLES, contract) ? TABLES[contract] : undefined;
  const entry = table && Object.hasOwn(table, kind) ? table[kind] : undefined;
  return entry && fill(entry, fields as Readonly<Record<string, unknown>>, names);
}
