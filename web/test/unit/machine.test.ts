import { describe, expect, it } from "vitest";
import { memory } from "../../src/core/storage.ts";
import { History, type Entry } from "../../src/tx/history.ts";
import { isOpen, next, type Tx, type TxEvent } from "../../src/tx/machine.ts";

const fee = { gas: 221_000n, amount: [{ denom: "stake", amount: "221" }] };
const simulated: TxEvent = { kind: "simulated", fee, gasUsed: 170_000n };
const signed: TxEvent = { kind: "signed", hash: "AB", timeoutHeight: 100 };
const after = (...events: TxEvent[]): Tx => events.reduce(next, { phase: "simulating" } as Tx);
const sent = after(simulated, { kind: "asked" }, signed);

describe("a transaction", () => {
  it("is simulated, signed, included", () => {
    expect(after(simulated)).toEqual({ phase: "ready", fee, gasUsed: 170_000n });
    expect(sent).toEqual({ phase: "sent", hash: "AB", timeoutHeight: 100 });
    expect(next(sent, { kind: "found", height: 50, gasUsed: 9n })).toEqual({ phase: "included", hash: "AB", height: 50, gasUsed: 9n });
  });

  it("settles when the ETH of its batch is there", () => {
    const settling = next(sent, { kind: "found", height: 50, gasUsed: 9n, purchase: { batchId: "7" } });
    expect(settling).toEqual({ phase: "settling", hash: "AB", height: 50, purchase: { batchId: "7" } });
    for (const outcome of ["bought", "partly", "returned", "lost"] as const) {
      expect(next(settling, { kind: "settled", outcome })).toEqual({ phase: "settled", hash: "AB", height: 50, outcome });
    }
  });

  it("fails before it is sent without costing anything, and in a block with its fee", () => {
    for (const events of [[], [simulated], [simulated, { kind: "asked" } as TxEvent]]) {
      expect(next(after(...events), { kind: "refused", why: "x" })).toEqual({ phase: "failed", why: "x", paid: false });
    }
    expect(next(sent, { kind: "refused", why: "x" })).toEqual({ phase: "failed", why: "x", paid: false, hash: "AB" });
    expect(next(sent, { kind: "found", height: 50, gasUsed: 9n, error: "x" })).toEqual({ phase: "failed", why: "x", paid: true, hash: "AB" });
  });

  it("may still come until its last block has passed, and a node may be slow to tell", () => {
    for (const height of [1, 100, 103]) expect(next(sent, { kind: "missing", height })).toBe(sent);
    expect(next(sent, { kind: "missing", height: 104 })).toEqual({ phase: "failed", why: "expired", paid: false, hash: "AB" });
  });

  it("is not changed by what comes too late or does not belong to it", () => {
    const included = next(sent, { kind: "found", height: 50, gasUsed: 9n });
    const events: TxEvent[] = [simulated, { kind: "asked" }, signed, { kind: "refused", why: "x" }, { kind: "missing", height: 9_999 }, { kind: "settled", outcome: "bought" }];
    for (const event of events) expect(next(included, event)).toBe(included);
    expect(next({ phase: "simulating" }, signed)).toEqual({ phase: "simulating" });
    expect(next(sent, simulated)).toBe(sent);
  });

  it("is open while it may still come into a block", () => {
    expect(isOpen(sent)).toBe(true);
    expect(isOpen(after(simulated))).toBe(false);
    expect(isOpen(next(sent, { kind: "found", height: 50, gasUsed: 9n }))).toBe(false);
    expect(isOpen({ phase: "failed", why: "x", paid: true })).toBe(false);
  });
});

const storage = () => {
  const map = new Map<string, string>();
  return { map, getItem: (key: string) => map.get(key) ?? null, setItem: (key: string, value: string) => void map.set(key, value), removeItem: (key: string) => void map.delete(key) };
};

describe("the history", () => {
  const entry = (hash: string, tx: Tx): Entry => ({ hash, account: "home1me", title: "Borrow", signedAt: 5, tx });

  it("survives a reload, in every phase that is kept", () => {
    const place = storage();
    const first = new History(memory("p", place));
    const phases: Tx[] = [
      { phase: "sent", hash: "A", timeoutHeight: 100 },
      { phase: "included", hash: "B", height: 5, gasUsed: 7n },
      { phase: "settling", hash: "C", height: 5, purchase: { batchId: "7" } },
      { phase: "settled", hash: "D", height: 5, outcome: "partly" },
      { phase: "failed", hash: "E", why: "chain:x", paid: true },
    ];
    for (const tx of phases) first.add(entry((tx as { hash: string }).hash, tx));
    const again = new History(memory("p", place));
    expect(again.entries.get()).toEqual(first.entries.get());
    again.add({ ...entry("F", { phase: "sent", hash: "F", timeoutHeight: 100 }), account: "home1other" });
    // Of every account, the newest first: the wallet may have another one than signed.
    expect(again.open().map(({ hash }) => hash)).toEqual(["F", "C", "A"]);
    again.clear("home1me");
    expect(again.entries.get().length).toBe(3);
  });

  it("takes what another tab has written, and writes over nothing of it", () => {
    const place = storage();
    const [one, two] = [new History(memory("p", place)), new History(memory("p", place))];
    one.add(entry("A", { phase: "sent", hash: "A", timeoutHeight: 100 }));
    two.add(entry("B", { phase: "sent", hash: "B", timeoutHeight: 100 }));
    two.apply("A", { kind: "found", height: 9, gasUsed: 1n });
    one.reload();
    expect(one.entries.get().map(({ hash, tx }) => [hash, tx.phase])).toEqual([["B", "sent"], ["A", "included"]]);
  });

  it("reads nothing out of what is broken, and works where nothing can be kept", () => {
    const place = storage();
    for (const text of ["{", "5", '[{"hash":1}]', '[{"hash":"A","account":"a","title":"t","signedAt":1,"tx":{"phase":"unknown"}}]']) {
      place.map.set("p/transactions", text);
      expect(new History(memory("p", place)).entries.get()).toEqual([]);
    }
    // A gateway of IPFS has all its pages on one origin: anything may have been written there.
    const sent = { phase: "sent", timeoutHeight: 100 };
    for (const tx of [{ ...sent, timeoutHeight: "x" }, { phase: "included", height: 5, gasUsed: "x" }, { phase: "included", height: "x", gasUsed: "1" }, { phase: "settling", height: 5, purchase: { batchId: "x" } }]) {
      place.map.set("p/transactions", JSON.stringify([{ hash: "AB", account: "a", title: "t", signedAt: 1, tx }]));
      expect(new History(memory("p", place)).entries.get(), JSON.stringify(tx)).toEqual([]);
    }
    place.map.set("p/transactions", JSON.stringify([{ hash: "no hash", account: "a", title: "t", signedAt: 1, tx: sent }]));
    expect(new History(memory("p", place)).entries.get()).toEqual([]);
    place.map.set("p/transactions", JSON.stringify(Array.from({ length: 9_999 }, (_, i) => ({ hash: i.toString(16).padStart(64, "0"), account: "a", title: "t", signedAt: 1, tx: sent }))));
    expect(new History(memory("p", place)).entries.get().length).toBe(30);
    const full = { ...storage(), setItem: () => { throw new Error("quota"); } };
    const history = new History(memory("p", full));
    history.add(entry("A", { phase: "sent", hash: "A", timeoutHeight: 100 }));
    history.apply("A", { kind: "found", height: 9, gasUsed: 1n });
    expect(history.entries.get().map(({ tx }) => tx.phase)).toEqual(["included"]);
    expect(new History(memory("p", undefined)).entries.get()).toEqual([]);
  });

  it("loses nothing that was sent when others have filled the place after it was read", () => {
    const place = storage();
    new History(memory("p", place)).add(entry("A", { phase: "sent", hash: "A", timeoutHeight: 100 }));
    const full = { ...place, setItem: () => { throw new Error("quota"); } };
    const history = new History(memory("p", full));
    history.add(entry("B", { phase: "sent", hash: "B", timeoutHeight: 100 }));
    history.apply("A", { kind: "missing", height: 9 });
    history.reload();
    expect(history.open().map(({ hash }) => hash)).toEqual(["B", "A"]);
    history.apply("B", { kind: "found", height: 9, gasUsed: 1n });
    expect(history.entries.get().map(({ tx }) => tx.phase)).toEqual(["included", "sent"]);
  });
});
