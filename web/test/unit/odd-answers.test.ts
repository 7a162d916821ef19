/** Whatever a node answers to whatever the page asks: it is refused, or it is something that every room can show. */
import { Node } from "@qerun/client";
import { beforeAll, describe, expect, it } from "vitest";
import { readSite } from "../../src/chain/deployment.ts";
import { protocol } from "../../src/chain/protocol.ts";
import { ODD_ANSWER, Reader, type Watch } from "../../src/chain/reader.ts";
import { isAddress } from "../../src/core/bech32.ts";
import { decimal } from "../../src/core/decimal.ts";
import { fromUtf8 } from "../../src/core/encoding.ts";
import { chainWords } from "../../src/errors/words.ts";
import { messageWords } from "../../src/rooms/govern/words.ts";
import { answers, claimRecord, CONTRACTS, deploymentFile, OTHER, RAW, vesting } from "../support/answers.ts";
import { ODDITIES, places, put, valueAt, type Path } from "../support/odd.ts";

const NOW = 1_795_775_160;
const site = readSite(deploymentFile("http://127.0.0.1:1"));

/** Answers from records; one place of one answer may hold something else. */
class Recorded extends Node {
  /** What was asked, as the answer has it. */
  readonly asked: unknown[] = [];
  private readonly recorded = { ...answers(), [CONTRACTS["vesting-erin"]]: vesting(OTHER, "8000000000000") };

  constructor(private readonly change?: { readonly question: number; readonly path: Path; readonly odd: (honest: unknown) => unknown }) {
    super("");
  }

  private say(honest: unknown): unknown {
    const { question, path, odd } = this.change ?? {};
    const json = honest === undefined ? undefined : (JSON.parse(JSON.stringify(honest)) as unknown);
    this.asked.push(json);
    return question === this.asked.length - 1 && path && odd ? put(json, path, odd(valueAt(json, path))) : json;
  }

  override async smart(contract: string, query: object): Promise<unknown> {
    const [key, args] = Object.entries(query)[0]!;
    const answer = this.recorded[contract]?.[key];
    expect(answer, key).toBeDefined();
    return this.say(typeof answer === "function" ? (answer as (args: unknown, now: number) => unknown)(args, NOW) : answer);
  }

  override async raw(contract: string, key: Uint8Array): Promise<unknown> {
    return this.say({ ...RAW, [CONTRACTS.market]: claimRecord(OTHER) }[contract]?.[fromUtf8(key)]);
  }

  override async balance(): Promise<bigint> {
    // As `query.ts` reads the text that a node writes.
    return BigInt(String(this.say("2000000000")));
  }
}

/** What each question is asked with. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  position: [OTHER], maxBorrow: [OTHER], maxWithdraw: [OTHER], quoteBorrow: [OTHER, 5_000_000n, false], claimRecord: [OTHER], owed: [OTHER], supplier: [OTHER],
  liquidatable: [10], positionsByHealth: [10], quoteLiquidation: [OTHER, 5_000_000n], price: ["qer"], batch: [4n], orders: [0n], vest: [CONTRACTS["vesting-erin"]],
  vested: [CONTRACTS["vesting-erin"]], pendingRewards: [OTHER], stableBalance: [OTHER], operation: [3], airdropClaimed: [OTHER], stake: [OTHER], claims: [OTHER], balance: [OTHER],
};

/** Every question of the page, by its name. */
function questions(of: object, prefix = ""): [string, Watch<unknown>][] {
  return Object.entries(of).flatMap(([name, value]: [string, unknown]): [string, Watch<unknown>][] => {
    if (typeof value === "function") {
      expect(ARGUMENTS[name], `${name} is asked with what?`).toBeDefined();
      return [[prefix + name, (value as (...args: readonly unknown[]) => Watch<unknown>)(...ARGUMENTS[name]!)]];
    }
    if (typeof value !== "object" || value === null) return [];
    return "ask" in value ? [[prefix + name, value as Watch<unknown>]] : questions(value, `${name} `);
  });
}

/** What may be absent, by name; all else must be there. */
const MAY_LACK = ["health", "health_with_claim", "limits", "refused", "quote", "depth", "observation", "opened_at", "next", "next_at", "ready_at", "sponsor", "stable_out", "min_order", "deficit", "buyback", "recovered", "amount of airdropClaimed"];
const isDecimal = (text: string) => /^[0-9]+(\.[0-9]+)?$/.test(text);

/** What no room could show, at its place; empty if there is nothing of the kind. */
function unshowable(found: unknown, honest: unknown, question: string, at = ""): string[] {
  const name = at.split(".").at(-1)!;
  const lacks = found === null || found === undefined;
  // Written out by code that takes everything; `next` is only whether there is more.
  if (name === "next") return [];
  if (question === "operation" && name === "messages") return (found as unknown[]).length <= 200 && (found as unknown[]).every((message) => messageWords(message, site).sentence !== "") ? [] : [at];
  if (lacks) return MAY_LACK.includes(name) || MAY_LACK.includes(`${name} of ${question}`) || (honest === null || honest === undefined) ? [] : [`${at} is missing`];
  // Null in the record: what it would be is not known here, so that another kind is refused is seen where it is not null.
  if (honest === null || honest === undefined) return [];
  if (typeof found !== typeof honest || Array.isArray(found) !== Array.isArray(honest)) return [`${at} is a ${typeof found}`];
  switch (typeof found) {
    case "bigint":
      return found >= 0n && found < 1n << 128n ? [] : [`${at} is ${found}`];
    case "number":
      return Number.isInteger(found) && found >= 0 && found <= 2 ** 64 ? [] : [`${at} is ${found}`];
    case "string": {
      if (found.length > 10_000) return [`${at} is long`];
      if (isAddress(String(honest), "home")) return isAddress(found, "home") ? [] : [`${at} is no address`];
      if (["text", "id", "asset", "kind", "reason", "refused"].includes(name)) return [];
      if (isDecimal(String(honest))) return isDecimal(found) && decimal(found) < 1n << 128n ? [] : [`${at} is ${found}`];
      return found === honest ? [] : [`${at} is ${found}`];
    }
    case "object": {
      if (found instanceof Map) return unshowable([...(found as Map<unknown, unknown>).entries()], [...(honest as Map<unknown, unknown>).entries()], question, at);
      if (Array.isArray(found)) {
        if (found.length > 200) return [`${at} has ${found.length} rows`];
        return found.flatMap((row: unknown, i) => unshowable(row, (honest as unknown[])[i] ?? (honest as unknown[])[0], question, `${at}.${i}`));
      }
      const [here, there] = [found as Record<string, unknown>, honest as Record<string, unknown>];
      return [...new Set([...Object.keys(here), ...Object.keys(there)])].flatMap((key) => unshowable(here[key], there[key], question, `${at}.${key}`));
    }
    default:
      return [];
  }
}

const all = questions(protocol(site));

describe("every question of the page", () => {
  it("is in the table, and each is answered", async () => {
    expect(all.length).toBeGreaterThanOrEqual(50);
    for (const [name, watch] of all) {
      const node = new Recorded();
      const honest = await watch.ask(node);
      expect(honest, name).toBeDefined();
      expect(unshowable(honest, honest, name), name).toEqual([]);
    }
  });

  it.each(all)("%s: an odd answer is refused, or can be shown", async (name, watch) => {
    const asked = new Recorded();
    const honest = await watch.ask(asked);
    const wrong: string[] = [];
    let refused = 0;
    for (const [question, answer] of asked.asked.entries()) {
      for (const path of places(answer)) {
        for (const [kind, odd] of Object.entries(ODDITIES)) {
          let found: unknown;
          try {
            found = await watch.ask(new Recorded({ question, path, odd }));
          } catch {
            refused += 1;
            continue;
          }
          wrong.push(...unshowable(found, honest, name).map((what) => `${path.join(".")} with ${kind}: ${what}`));
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(refused).toBeGreaterThan(3);
  });
});

describe("a refused answer", () => {
  let said: string | undefined;

  beforeAll(async () => {
    const reply = (id: number, method: string) => ({
      id,
      result: method === "status"
        ? { node_info: { network: "home-1" }, sync_info: { latest_block_height: "7", latest_block_time: new Date().toISOString(), catching_up: false } }
        : { response: { code: 0, value: "" } },
    });
    const fetcher = async (_url: string, init: RequestInit) =>
      new Response(JSON.stringify((JSON.parse(String(init.body)) as { id: number; method: string }[]).map(({ id, method }) => reply(id, method))));
    const reader = new Reader("http://node", "home-1", fetcher);
    const { answer } = reader.watch(protocol(site).maxBorrow(OTHER));
    await new Promise<void>((done) => void answer.subscribe(() => done()));
    said = answer.get()?.refused;
    reader.stop();
  });

  it("names the question without the account, and what one can do", () => {
    expect(said).toBe(`${ODD_ANSWER}max borrow`);
    const { what, remedy } = chainWords(said!, site);
    expect(what).toBe("The node answers “max borrow” with what no contract of this page answers.");
    expect(remedy).toContain("Choose another node");
  });
});
