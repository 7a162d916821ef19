import { describe, expect, it } from "vitest";
import { judge, readStatus } from "../../src/chain/node.ts";
import { Reader, type Clock, type Watch } from "../../src/chain/reader.ts";
import { batch, MAX_CALLS, NodeError, type Call } from "../../src/chain/rpc.ts";
import { Writer } from "../../src/chain/proto.ts";
import { base64, utf8 } from "../../src/core/encoding.ts";

/** A clock that runs when it is told to. */
class TestClock implements Clock {
  time = 1_795_775_160_000;
  private timers: { at: number; run: () => void }[] = [];
  now = () => this.time;
  later = (ms: number, run: () => void) => {
    const timer = { at: this.time + ms, run };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((one) => one !== timer));
  };
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    for (;;) {
      const due = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.time = Math.max(this.time, due.at);
      this.timers = this.timers.filter((one) => one !== due);
      due.run();
      for (let i = 0; i < 50; i++) await Promise.resolve();
    }
    this.time = end;
  }
}

/** A node with blocks of so many seconds, which answers each contract with its own name. */
class TestNode {
  chainId = "home-1";
  blockTime = 6;
  lag = 0;
  down = false;
  /** What it says to every query in place of an answer. */
  refuses: string | undefined;
  readonly requests: Call[][] = [];
  constructor(private readonly clock: TestClock) {}
  fetch = (_url: string, init: RequestInit): Promise<Response> => {
    if (this.down) return Promise.reject(new Error("down"));
    const calls = JSON.parse(String(init.body)) as (Call & { id: number })[];
    this.requests.push(calls);
    const seconds = Math.floor(this.clock.time / 1000 / this.blockTime) * this.blockTime - this.lag;
    const replies = calls.map(({ id, method }) => ({
      id,
      result:
        method === "status"
          ? { node_info: { network: this.chainId }, sync_info: { latest_block_height: String(seconds / this.blockTime | 0), latest_block_time: new Date(seconds * 1000).toISOString(), catching_up: false } }
          : this.refuses !== undefined
            ? { response: { code: 6, log: this.refuses, value: null } }
            : { response: { code: 0, value: base64(new Writer().data(1, utf8(JSON.stringify({ n: this.requests.length }))).finish()) } },
    }));
    return Promise.resolve(new Response(JSON.stringify(replies)));
  };
}

const watch = (name: string): Watch<{ n: number }> => ({ key: name, ask: (node) => node.smart(name, {}) as Promise<{ n: number }> });

function setUp() {
  const clock = new TestClock();
  const node = new TestNode(clock);
  return { clock, node, reader: new Reader("http://node", "home-1", node.fetch, clock) };
}

describe("the reader", () => {
  it("asks all that is watched in one request, and again a block later", async () => {
    const { clock, node, reader } = setUp();
    const [a, b] = [reader.watch(watch("a")), reader.watch(watch("b"))];
    await clock.pass(100);
    expect(node.requests.map((calls) => calls.length)).toEqual([3]);
    expect(a.answer.get()?.value).toEqual({ n: 1 });
    expect(b.answer.get()?.value).toEqual({ n: 1 });
    await clock.pass(60_000);
    // Ten blocks of six seconds; a few rounds pass until the block time is known.
    expect(node.requests.length).toBeGreaterThanOrEqual(9);
    expect(node.requests.length).toBeLessThanOrEqual(13);
  });

  it("asks the same question once, and no more when nobody looks", async () => {
    const { clock, node, reader } = setUp();
    const [one, two] = [reader.watch(watch("a")), reader.watch(watch("a"))];
    await clock.pass(100);
    expect(node.requests[0]!.length).toBe(2);
    one.stop();
    await clock.pass(10_000);
    expect(node.requests.at(-1)!.length).toBe(2);
    two.stop();
    await clock.pass(10_000);
    expect(node.requests.at(-1)!.length).toBe(1);
  });

  it("asks what changes rarely once a minute, and never with a second request for it", async () => {
    const { clock, node, reader } = setUp();
    for (let i = 0; i < 8; i++) reader.watch(watch(`fast${i}`));
    for (let i = 0; i < 4; i++) reader.watch(watch(`slow${i}`), true);
    await clock.pass(100);
    // All of it at first: 13 calls in two requests.
    expect(node.requests.map((calls) => calls.length)).toEqual([10, 3]);
    await clock.pass(50_000);
    expect(node.requests.slice(2).every((calls) => calls.length === 9)).toBe(true);
    await clock.pass(60_000);
    expect(node.requests.some((calls) => calls.length === 10)).toBe(true);
    expect(node.requests.slice(2).every((calls) => calls.length <= MAX_CALLS)).toBe(true);
  });

  it("keeps the last figures with their block while the node is silent, and asks less often", async () => {
    const { clock, node, reader } = setUp();
    const { answer } = reader.watch(watch("a"));
    await clock.pass(100);
    const before = answer.get();
    node.down = true;
    await clock.pass(60_000);
    expect(answer.get()).toBe(before);
    expect(reader.link.get().problem).toEqual({ kind: "unreachable", url: "http://node" });
    node.down = false;
    await clock.pass(20_000);
    expect(reader.link.get().problem).toBeUndefined();
    expect(answer.get()!.time).toBeGreaterThan(before!.time);
  });

  it("shows nothing of a node of another chain", async () => {
    const { clock, node, reader } = setUp();
    node.chainId = "evil-1";
    const { answer } = reader.watch(watch("a"));
    await clock.pass(10_000);
    expect(answer.get()).toBeUndefined();
    expect(reader.link.get().verdict).toEqual({ kind: "wrong-chain", expected: "home-1", found: "evil-1" });
  });

  it("tells of what the chain refuses to answer, but for what a room tells itself, and only while it does", async () => {
    const { clock, node, reader } = setUp();
    node.refuses = "the price of qer is degraded: query wasm contract failed";
    const { stop } = reader.watch(watch("seen"), false, true);
    await clock.pass(100);
    expect(reader.refusals.get()).toEqual([]);
    const other = reader.watch(watch("figure"));
    await clock.pass(100);
    expect(reader.refusals.get()).toEqual(["the price of qer is degraded"]);
    expect(other.answer.get()?.refused).toBe("the price of qer is degraded");
    node.refuses = undefined;
    await clock.pass(6_000);
    expect(reader.refusals.get()).toEqual([]);
    stop();
  });

  it("asks everything again after a transaction", async () => {
    const { clock, node, reader } = setUp();
    reader.watch(watch("slow"), true);
    await clock.pass(100);
    await clock.pass(10_000);
    expect(node.requests.at(-1)!.length).toBe(1);
    reader.refresh();
    await clock.pass(100);
    expect(node.requests.at(-1)!.length).toBe(2);
  });
});

describe("a node", () => {
  const status = { chainId: "home-1", height: 5, time: 1_000_000, catchingUp: false };
  it("is believed within a minute of the clock, on either side", () => {
    expect(judge(status, "home-1", 1_000_060).kind).toBe("good");
    expect(judge(status, "home-1", 1_000_061)).toEqual({ kind: "behind", seconds: 61 });
    expect(judge(status, "home-1", 999_940).kind).toBe("good");
    expect(judge(status, "home-1", 999_939)).toEqual({ kind: "ahead", seconds: 61 });
    expect(judge({ ...status, catchingUp: true }, "home-1", 1_000_000).kind).toBe("behind");
  });
  it("that says nonsense is none", () => {
    for (const result of [{}, { node_info: {}, sync_info: {} }, { node_info: { network: "home-1" }, sync_info: { latest_block_height: "x" } }, 5, null]) {
      expect(readStatus({ result })).toBeUndefined();
    }
    expect(readStatus({ refused: "no" })).toBeUndefined();
  });
});

describe("a batch", () => {
  const answering = (body: unknown, status = 200) => () => Promise.resolve(new Response(typeof body === "string" ? body : JSON.stringify(body), { status }));
  const call: Call = { method: "status", params: {} };
  it("finds each reply by its id, in whatever order, and one alone that is no list", async () => {
    expect(await batch("u", [call, call], answering([{ id: 1, result: "b" }, { id: 0, result: "a" }]))).toEqual([{ result: "a" }, { result: "b" }]);
    expect(await batch("u", [call], answering({ id: 0, result: "a" }))).toEqual([{ result: "a" }]);
    expect(await batch("u", [call], answering([{ id: 0, error: { message: "no", data: "way" } }]))).toEqual([{ refused: "no: way" }]);
  });
  it.each([
    ["an HTTP error", answering("", 503), "status"],
    ["no JSON", answering("<html>"), "nonsense"],
    ["a missing reply", answering([{ id: 1, result: 1 }]), "nonsense"],
    ["a refusal of the whole", answering({ id: -1, error: { message: "too many" } }), "nonsense"],
    ["no answer", () => Promise.reject(new Error("x")), "unreachable"],
  ])("that meets %s says so", async (_name, fetcher, kind) => {
    const error = await batch("u", [call], fetcher).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NodeError);
    expect((error as NodeError).problem.kind).toBe(kind);
  });
});
