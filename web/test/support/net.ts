/** The running local net for bad days: its programs are stopped and started, its people sign, its feeders feed or fall silent. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { asCosmosMsg, instruct, market, Node, oracle, reserve, timelock, type Instruction } from "@qerun/client";
import { readSite, type Site } from "../../src/chain/deployment.ts";
import { Person, type Side } from "./person.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const run = promisify(execFile);

/** A whole coin of six decimals. */
export const ONE = 1_000_000n;
/** Seconds for which a price of QER is good here, and for which the guardian's pause lasts: days that a test can wait for. */
export const PRICE_AGE = 60;
export const PAUSE = 60;
const FEEDERS = ["keeper", "guardian", "frank"];
const FEED_EVERY = 12_000;

interface Endpoints {
  readonly chains: Record<Side, { readonly rpc: string; readonly rest: string; readonly chain_id: string }>;
  readonly keys: Record<string, { readonly mnemonic_file: string }>;
}

/** A variable of the environment, which ci/web sets. */
export function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; ci/web sets it`);
  return value;
}

/** Asks again every half second until there is an answer. */
export async function until<T>(seconds: number, what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}

export class Net {
  readonly node: Node;
  readonly market: market.MarketQueries;
  readonly reserve: reserve.ReserveQueries;
  private feeding: ReturnType<typeof setInterval> | undefined;
  private readonly people = new Map<string, Promise<Person>>();

  private constructor(
    readonly endpoints: Endpoints,
    /** The deployment file as the page gets it. */
    readonly file: Record<string, unknown>,
    readonly site: Site,
  ) {
    this.node = new Node(endpoints.chains.home.rest);
    this.market = new market.MarketQueries(this.node, site.home.contracts.market);
    this.reserve = new reserve.ReserveQueries(this.node, site.home.contracts.reserve);
  }

  /** Deploys for bad days unless that was done before, has prices fed, and has borrowing opened. */
  static async open(): Promise<Net> {
    const folder = fromEnvironment("QERUN_LOCALNET_DIR");
    const endpoints = JSON.parse(readFileSync(`${folder}/endpoints.json`, "utf8")) as Endpoints;
    const path = `${folder}/bad-days.deployment.json`;
    if (!existsSync(path)) await deploy(folder, endpoints);
    const file = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
    const net = new Net(endpoints, file, readSite(file));
    await net.feed();
    net.startFeeding();
    if (typeof (await net.market.milestones()).opened_at !== "number") await net.openBorrowing();
    return net;
  }

  close(): void {
    this.stopFeeding();
  }

  person(name: string, side: Side = "home"): Promise<Person> {
    const key = `${name} ${side}`;
    const known = this.people.get(key) ?? Person.open(name, side, this.endpoints.chains[side], this.words(name));
    this.people.set(key, known);
    return known;
  }

  words(name: string): string {
    return readFileSync(this.endpoints.keys[name]!.mnemonic_file, "utf8").trim();
  }

  async send(name: string, instructions: readonly Instruction[], side: Side = "home"): Promise<void> {
    await (await this.person(name, side)).execute(instructions);
  }

  stable(amount: bigint): { denom: string; amount: bigint }[] {
    return [{ denom: this.site.stable.home, amount }];
  }

  /** Stops or starts a program of the net: the relayer, or the chain's only node. */
  async control(...words: ["relayer" | "node", ...string[]]): Promise<void> {
    const port = Number(new URL(this.endpoints.chains.home.rpc).port) - 1;
    await run(`${ROOT}scripts/localnet`, words, { env: { ...process.env, QERUN_LOCALNET_PORT: String(port) } });
  }

  async time(): Promise<number> {
    return Math.floor((await this.node.head()).time.getTime() / 1000);
  }

  /** Every feeder says the same, at the time of the last block. */
  async feed(): Promise<void> {
    const { qer, stable, eth, home } = this.site;
    const timestamp = await this.time();
    const prices = [
      { asset: qer.oracle, price: "1", depth: "5000000", timestamp },
      { asset: eth.oracle, price: "2000", timestamp },
      { asset: stable.oracle, price: "1", timestamp },
    ];
    const submit = instruct(home.contracts.oracle, oracle.execute.submitPrices({ prices }));
    await Promise.all(FEEDERS.map((feeder) => this.send(feeder, [submit])));
  }

  /** Keeps prices fresh. A node that is down is tried again. */
  startFeeding(): void {
    this.feeding ??= setInterval(() => void this.feed().catch(() => undefined), FEED_EVERY);
  }

  stopFeeding(): void {
    clearInterval(this.feeding);
    this.feeding = undefined;
  }

  /** Insurance and supply; then the steward opens borrowing, and makes the guardian's pause of the market a short one. */
  private async openBorrowing(): Promise<void> {
    const { contracts } = this.site.home;
    await this.send("carol", [instruct(contracts.market, market.execute.fundInsurance(), this.stable(100_000n * ONE))]);
    await this.send("bob", [instruct(contracts.market, market.execute.supply({}), this.stable(20_000n * ONE))]);
    const pause = { pause: { actions: ["supply", "borrow", "withdraw_collateral"], duration: PAUSE } };
    const rule = { contract: contracts.market, pause: btoa(JSON.stringify(pause)), end: null, duration: PAUSE, cool_down: 604_800, effects: ["supply", "borrow", "withdraw"] };
    await this.decide([
      instruct(contracts.market, market.execute.openBorrowing()),
      instruct(contracts.timelock, timelock.execute.setPause({ id: "market", rule })),
    ]);
    // Less is at hand than is supplied, as in life.
    const place = { token: contracts.token, contract: contracts.market };
    await this.send("erin", [market.hooks.depositCollateral(place, 30_000n * ONE), instruct(contracts.market, market.execute.borrow({ amount: 8_000n * ONE }))]);
  }

  /** The steward queues, alice posts the bond, anyone executes. */
  private async decide(instructions: readonly Instruction[]): Promise<void> {
    const { timelock: at, token } = this.site.home.contracts;
    const queries = new timelock.TimelockQueries(this.node, at);
    const not_after = (await this.time()) + 86_400;
    await this.send("keeper", [instruct(at, timelock.execute.queue({ messages: instructions.map(asCosmosMsg), text: "For bad days", not_after }))]);
    const last = (await queries.operations({ limit: 30 })).operations.reduce((one, other) => (other.id > one.id ? other : one));
    await this.send("alice", [timelock.hooks.postBond({ token, contract: at }, last.operation.bond, { id: last.id })]);
    await until(90, "the operation is ready", async () => (await queries.operation({ id: last.id })).status === "ready");
    await this.send("alice", [instruct(at, timelock.execute.execute({ id: last.id }))]);
  }
}

/** The local plan under another name, with a price of QER that is soon too old. */
async function deploy(folder: string, { chains }: Endpoints): Promise<void> {
  const plan = readFileSync(`${ROOT}deploy/localnet.toml`, "utf8")
    .replace('name = "localnet"', 'name = "bad-days"')
    .replaceAll("../scripts/", `${ROOT}scripts/`)
    .replace(/(asset = "qer"\nconfig\.sources = \[\{ feeder = \{ max_age = )3600([^]*?config\.policy = \{ max_age = )3600/, `$1${PRICE_AGE}$2${PRICE_AGE}`);
  if (plan.split(`max_age = ${PRICE_AGE},`).length !== 3) throw new Error("deploy/localnet.toml has other words than expected");
  writeFileSync(`${folder}/bad-days.toml`, plan);
  const nodes = (["home", "dex"] as const).flatMap((side) => [`--${side}-rpc`, chains[side].rpc, `--${side}-rest`, chains[side].rest]);
  const words = ["deploy", "--plan", `${folder}/bad-days.toml`, "--artifacts", fromEnvironment("ARTIFACTS"), "--state", `${folder}/bad-days.state.json`, "--quiet", ...nodes];
  await run(fromEnvironment("QERUN_PROGRAM"), words);
}
