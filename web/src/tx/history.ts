/** Transactions that were signed in this browser, kept over a reload and seen by other tabs. */
import { store, type Store } from "../core/store.ts";
import { visible } from "../core/text.ts";
import type { Memory } from "../core/storage.ts";
import { isRecord } from "../chain/rpc.ts";
import { isOpen, next, type Tx, type TxEvent } from "./machine.ts";
import { isOutcome } from "./purchase.ts";

/** A signed transaction. */
export interface Entry {
  readonly hash: string;
  readonly account: string;
  /** What it was to do, as the user read it. */
  readonly title: string;
  /** Unix seconds. */
  readonly signedAt: number;
  readonly tx: Tx;
}

const KEY = "transactions";
/** Older ones are forgotten; the chain remembers them. */
const KEPT = 30;

export class History {
  readonly entries: Store<readonly Entry[]>;
  /** Whether what is kept is what this tab knows: others may have filled the place meanwhile. */
  private kept = true;

  constructor(private readonly memory: Memory) {
    this.entries = store<readonly Entry[]>(read(memory));
  }

  /** Records a transaction when it is signed, before it is sent: a page that is closed in between finds it again. */
  add(entry: Entry): void {
    this.save([entry, ...this.latest().filter(({ hash }) => hash !== entry.hash)].slice(0, KEPT));
  }

  apply(hash: string, event: TxEvent): void {
    this.save(this.latest().map((entry) => (entry.hash === hash ? { ...entry, tx: next(entry.tx, event) } : entry)));
  }

  /** What another tab has written. */
  reload(): void {
    this.entries.set(this.latest());
  }

  /** Those that the page must still look for, whichever account signed them: the wallet may have another one by now. */
  open(): Entry[] {
    return this.entries.get().filter(({ tx }) => isOpen(tx));
  }

  /** Forgets those that are over. */
  clear(account: string): void {
    this.save(this.latest().filter((entry) => entry.account !== account || isOpen(entry.tx)));
  }

  /** With what other tabs have written; what this one knows, where nothing can be kept. */
  private latest(): readonly Entry[] {
    return !this.kept || this.memory.read(KEY) === undefined ? this.entries.get() : read(this.memory);
  }

  private save(entries: readonly Entry[]): void {
    this.kept = this.memory.write(KEY, entries.map(plain));
    this.entries.set(entries);
  }
}

// bigint has no JSON of its own.
function plain(entry: Entry): unknown {
  const { tx } = entry;
  return { ...entry, tx: tx.phase === "included" ? { ...tx, gasUsed: tx.gasUsed.toString() } : tx };
}

function read(memory: Memory): Entry[] {
  const rows = memory.read(KEY);
  return Array.isArray(rows) ? rows.slice(0, KEPT).map(readEntry).filter((entry) => entry !== undefined) : [];
}

const isNumber = (value: unknown): boolean => typeof value === "string" && /^[0-9]{1,39}$/.test(value);

/** Anything may stand there: an older page, or another page of the same host, has written it. */
function readEntry(row: unknown): Entry | undefined {
  if (!isRecord(row) || !isRecord(row["tx"])) return undefined;
  const { hash, account, title, signedAt, tx } = row;
  if (typeof hash !== "string" || !/^[0-9A-F]+$/i.test(hash) || typeof account !== "string" || typeof title !== "string" || typeof signedAt !== "number") {
    return undefined;
  }
  const read = readTx(tx as Record<string, unknown>, hash);
  return read && { hash, account, title: visible(title).slice(0, 200), signedAt, tx: read };
}

function readTx(row: Record<string, unknown>, hash: string): Tx | undefined {
  const height = Number(row["height"]);
  const timeoutHeight = Number(row["timeoutHeight"]);
  const { phase, gasUsed = "0" } = row;
  if (phase !== "sent" && phase !== "failed" && !Number.isSafeInteger(height)) return undefined;
  switch (phase) {
    case "sent":
      return Number.isSafeInteger(timeoutHeight) ? { phase: "sent", hash, timeoutHeight } : undefined;
    case "included":
      return isNumber(gasUsed) ? { phase: "included", hash, height, gasUsed: BigInt(String(gasUsed)) } : undefined;
    case "settling":
      return isRecord(row["purchase"]) && isNumber(row["purchase"]["batchId"])
        ? { phase: "settling", hash, height, purchase: { batchId: String(row["purchase"]["batchId"]) } }
        : undefined;
    case "settled":
      // A page from before outcomes were kept knew one alone.
      return { phase: "settled", hash, height, outcome: isOutcome(row["outcome"]) ? row["outcome"] : "bought" };
    case "failed":
      return { phase: "failed", why: String(row["why"]), paid: row["paid"] === true, hash };
    default:
      return undefined;
  }
}
