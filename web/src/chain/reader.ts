/**
 * Watches queries: asks all that rooms look at in one request a block, keeps the last answer of each with its age, and says
 * whether the node can be believed.
 */
import { store, type Store } from "../core/store.ts";
import { judge, readStatus, statusCall, type NodeStatus, type NodeVerdict } from "./node.ts";
import { Refusal, type Node } from "@qerun/client";
import type { Query } from "./query.ts";
import { Round } from "./round.ts";
import { batch, MAX_CALLS, NodeError, type Fetch, type NodeProblem, type Reply } from "./rpc.ts";

/** Something to watch: one question to the node. Two with the same key are the same. */
export interface Watch<T> {
  readonly key: string;
  ask(node: Node): Promise<T>;
}

/** The last answer to a query. While a node is silent the value stays, and grows old. */
export interface Answer<T> {
  readonly value?: T;
  /** Why there was none the last time, in the chain's words. */
  readonly refused?: string;
  /** Block time of the node when it answered, Unix seconds. */
  readonly time: number;
  readonly height: number;
}

/** The state of the connection, for the page's head. */
export interface Link {
  readonly status?: NodeStatus;
  readonly verdict?: NodeVerdict;
  readonly problem?: NodeProblem;
  /** Computer's time of the last good answer, Unix seconds; zero before the first. */
  readonly answeredAt: number;
}

interface Watched {
  readonly watch: Watch<unknown>;
  readonly answer: Store<Answer<unknown> | undefined>;
  slow: boolean;
  watchers: number;
  /** Whether the page must tell the user that it was refused: somebody watches it who does not. */
  untold: boolean;
  /** Computer's time, ms. */
  askedAt: number;
}

export interface Clock {
  now(): number;
  later(ms: number, run: () => void): () => void;
}

const browserClock: Clock = {
  now: () => Date.now(),
  later: (ms, run) => {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
};

/** What changes rarely is asked again after so long, or when somebody has sent something. */
const SLOW = 60_000;
const FIRST_INTERVAL = 3_000;
const MIN_INTERVAL = 1_000;
const MAX_INTERVAL = 15_000;
const HIDDEN_INTERVAL = 60_000;

export class Reader {
  readonly link: Store<Link> = store<Link>({ answeredAt: 0 });
  /** Why figures that are watched could not be read, in the chain's words; those that a room tells itself are not among them. */
  readonly refusals: Store<readonly string[]> = store<readonly string[]>([]);
  private readonly watched = new Map<string, Watched>();
  private cancel: (() => void) | undefined;
  private interval = FIRST_INTERVAL;
  private running = false;
  private stopped = false;
  private again = false;

  constructor(
    private readonly url: string,
    private readonly chainId: string,
    private readonly fetcher?: Fetch,
    private readonly clock: Clock = browserClock,
    private readonly hidden: () => boolean = () => false,
  ) {}

  /**
   * Watches a query until the returned function is called. `slow` is for what governance alone changes; with `told` the caller
   * tells the user himself when the chain refuses the answer.
   */
  watch<T>(watch: Watch<T>, slow = false, told = false): { readonly answer: Store<Answer<T> | undefined>; readonly stop: () => void } {
    let row = this.watched.get(watch.key);
    if (!row) {
      row = { watch, answer: store<Answer<unknown> | undefined>(undefined), slow, watchers: 0, untold: false, askedAt: 0 };
      this.watched.set(watch.key, row);
    }
    row.watchers += 1;
    row.slow &&= slow;
    row.untold ||= !told;
    if (row.askedAt === 0) this.soon();
    const kept = row;
    const stop = () => {
      kept.watchers -= 1;
    };
    return { answer: row.answer as Store<Answer<T> | undefined>, stop };
  }

  /** Asks everything again now, after a transaction. */
  refresh(): void {
    for (const row of this.watched.values()) row.askedAt = 0;
    this.soon();
  }

  /** Asks soon again: somebody looks at the page. */
  wake(): void {
    this.soon();
  }

  /** Resolves when the node tells of another block, or does not answer. */
  nextBlock(): Promise<void> {
    const from = this.link.get().status?.height;
    return new Promise((done) => {
      const forget = this.link.subscribe(() => {
        const { status, problem } = this.link.get();
        if (status?.height === from && !problem) return;
        forget();
        done();
      });
    });
  }

  /** Asks once, now, besides what is watched. Throws `NodeError` or `QueryRefused`. */
  async ask<T>(query: Query<T>): Promise<T> {
    const [reply] = await batch(this.url, [query.call], this.fetcher);
    return query.read(reply!);
  }

  /** Ends all asking. */
  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  private soon(): void {
    if (this.running) this.again = true;
    else this.schedule(20);
  }

  private schedule(ms: number): void {
    this.cancel?.();
    if (!this.stopped) this.cancel = this.clock.later(ms, () => void this.poll());
  }

  /** One round: the status, all that changes with every block, and as much of the rest as has its place in one request. */
  private async poll(): Promise<void> {
    this.running = true;
    this.again = false;
    const now = this.clock.now();
    for (const [key, row] of this.watched) if (row.watchers === 0) this.watched.delete(key);
    const rows = this.due(now);
    const round = new Round();
    const answers = Promise.allSettled(rows.map(({ watch }) => watch.ask(round)));
    try {
      const [status, ...replies] = await batch(this.url, [statusCall, ...round.calls()], this.fetcher);
      if (this.stopped) return;
      const at = this.judge(status!);
      if (!at) return round.fail();
      round.answer(replies);
      (await answers).forEach((answer, i) => {
        const row = rows[i]!;
        row.askedAt = now;
        row.answer.set(answer.status === "fulfilled" ? { value: answer.value, ...at } : { refused: said(answer.reason, row.watch.key), ...at });
      });
      this.refuse();
    } catch (error) {
      round.fail();
      if (!(error instanceof NodeError)) throw error;
      this.link.update((link) => ({ ...link, problem: error.problem }));
      this.interval = Math.min(this.interval * 2, MAX_INTERVAL);
    } finally {
      this.running = false;
      if (!this.stopped) this.schedule(this.again ? 20 : this.hidden() ? HIDDEN_INTERVAL : this.interval);
    }
  }

  private refuse(): void {
    const rows = [...this.watched.values()].filter(({ untold, watchers }) => untold && watchers > 0);
    const said = [...new Set(rows.map(({ answer }) => answer.get()?.refused).filter((text) => text !== undefined))];
    if (said.join() !== this.refusals.get().join()) this.refusals.set(said);
  }

  private due(now: number): Watched[] {
    const rows = [...this.watched.values()];
    const missing = rows.filter(({ askedAt }) => askedAt === 0);
    const fast = rows.filter(({ slow, askedAt }) => !slow && askedAt !== 0);
    const place = Math.max(0, MAX_CALLS - 1 - missing.length - fast.length);
    const old = rows
      .filter(({ slow, askedAt }) => slow && askedAt !== 0 && now - askedAt >= SLOW)
      .sort((a, b) => a.askedAt - b.askedAt);
    return [...missing, ...fast, ...old.slice(0, place)];
  }

  /** Whether the node can be believed, and the block of which it speaks; undefined where its figures are another chain's. */
  private judge(reply: Reply): { time: number; height: number } | undefined {
    const status = readStatus(reply);
    if (!status) throw new NodeError({ kind: "nonsense", url: this.url });
    const before = this.link.get().status;
    const clock = Math.floor(this.clock.now() / 1000);
    const verdict = judge(status, this.chainId, clock);
    this.link.set({ status, verdict, answeredAt: clock });
    if (before && status.height > before.height) {
      const blockTime = ((status.time - before.time) * 1000) / (status.height - before.height);
      this.interval = Math.min(Math.max(blockTime, MIN_INTERVAL), MAX_INTERVAL);
    }
    return verdict.kind === "wrong-chain" ? undefined : { time: status.time, height: status.height };
  }
}

/** A question whose answer no contract can have given. Its words are in errors/words.ts. */
export const ODD_ANSWER = "odd answer to ";

/** Why there is no answer: what the contract said, or that it is none. Addresses and amounts in the question's key are left out. */
function said(reason: unknown, key: string): string {
  if (reason instanceof Refusal) return reason.message;
  const name = key.split("/").filter((part) => /^[a-z-]+$/.test(part)).join(" ");
  return ODD_ANSWER + name.replaceAll("-", " ");
}
