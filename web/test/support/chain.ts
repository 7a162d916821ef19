/** The live net: its files, what its chain answered after a block, and its relayer. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { airdrop, emissions, market, Node, oracle, parseEvents, reserve, timelock, token, voting, type QerunEvent, type RawEvent } from "@qerun/client";
import { isRecord } from "../../src/chain/rpc.ts";
import { readSite, type Site } from "../../src/chain/deployment.ts";
import { pendingRewards } from "../../src/chain/distributor.ts";

/** The protocol's chain, or the one with the markets. */
export type Side = "home" | "dex";

interface Endpoints {
  readonly keys: Record<string, { readonly mnemonic_file: string; readonly home: string }>;
}

/** The chain as it was after a block. Every question is asked once, and answered for that block. */
export class Moment extends Node {
  private readonly answers = new Map<string, Promise<unknown>>();

  constructor(
    private readonly site: Site,
    readonly height: number,
    /** Of the block, Unix seconds. */
    readonly time: number,
  ) {
    super(site.home.rest[0]!);
  }

  override get(path: string, options: object = {}): Promise<unknown> {
    const known = this.answers.get(path);
    if (known) return known;
    const answer = this.patient(path, options);
    this.answers.set(path, answer);
    return answer;
  }

  /** A node has a block a moment before it has the state after it. */
  private async patient(path: string, options: object): Promise<unknown> {
    for (const end = Date.now() + 10_000; ; ) {
      try {
        return await super.get(path, { ...options, height: this.height });
      } catch (error) {
        if (!/height in the future/.test(String(error)) || Date.now() > end) throw error;
        await new Promise((done) => setTimeout(done, 50));
      }
    }
  }

  get market(): market.MarketQueries {
    return new market.MarketQueries(this, this.site.home.contracts.market);
  }
  get voting(): voting.VotingQueries {
    return new voting.VotingQueries(this, this.site.home.contracts.voting);
  }
  get token(): token.TokenQueries {
    return new token.TokenQueries(this, this.site.home.contracts.token);
  }
  get timelock(): timelock.TimelockQueries {
    return new timelock.TimelockQueries(this, this.site.home.contracts.timelock);
  }
  get reserve(): reserve.ReserveQueries {
    return new reserve.ReserveQueries(this, this.site.home.contracts.reserve);
  }
  get emissions(): emissions.EmissionsQueries {
    return new emissions.EmissionsQueries(this, this.site.home.contracts.emissions!);
  }
  get airdrop(): airdrop.AirdropQueries {
    return new airdrop.AirdropQueries(this, this.site.home.contracts.airdrop!);
  }

  get oracle(): oracle.OracleQueries {
    return new oracle.OracleQueries(this, this.site.home.contracts.oracle);
  }

  /** The oracle's record of an asset. */
  async price(asset: string): Promise<oracle.PriceRecord> {
    const { record } = await this.oracle.price({ asset });
    if (!record) throw new Error(`${asset} has no price`);
    return record;
  }

  async qer(address: string): Promise<bigint> {
    return (await this.token.balance({ address })).balance;
  }
  stable(address: string): Promise<bigint> {
    return this.balance(address, this.site.stable.home);
  }
  eth(address: string): Promise<bigint> {
    return this.balance(address, this.site.eth.home);
  }

  /** What an account can claim of a distribution of rewards. */
  async rewards(address: string, distribution: number): Promise<bigint> {
    return (await pendingRewards(this, this.site.home.contracts["distributor"]!, address)).get(distribution) ?? 0n;
  }
}

/** A transaction in a block, as the node tells it. */
export interface Landed {
  readonly height: number;
  readonly code: number;
  readonly log: string;
  /** Of our contracts. */
  readonly events: readonly QerunEvent[];
  /** What was signed: fee, gas, and in which mode. */
  readonly fee: { readonly amount: readonly { readonly denom: string; readonly amount: string }[]; readonly gas_limit: string };
  readonly mode: string;
}

export class Net {
  private constructor(
    readonly file: unknown,
    readonly site: Site,
    private readonly endpoints: Endpoints,
  ) {}

  /** The files that `scripts/localnet up` and `qerun deploy` have written; `deployment` names another variable. */
  static open(deployment = "QERUN_DEPLOYMENT"): Net {
    const read = (name: string): unknown => {
      const path = process.env[name];
      if (path === undefined) throw new Error(`${name} must name a file; ci/web sets it`);
      return JSON.parse(readFileSync(path, "utf8")) as unknown;
    };
    const file = read(deployment);
    return new Net(file, readSite(file), read("QERUN_ENDPOINTS") as Endpoints);
  }

  /** The words of one of the net's keys; they are public. */
  words(name: string): string {
    const key = this.endpoints.keys[name];
    if (!key) throw new Error(`nobody is called ${name}`);
    return readFileSync(key.mnemonic_file, "utf8").trim();
  }

  address(name: string): string {
    return this.endpoints.keys[name]!.home;
  }

  /** The chain after a block, by default the latest; waits for one that is still to come. */
  async at(height?: number): Promise<Moment> {
    const node = new Node(this.site.home.rest[0]!);
    const { header } = await within(30, `block ${height} is there`, async () => {
      try {
        const answer = await node.get(`/cosmos/base/tendermint/v1beta1/blocks/${height ?? "latest"}`);
        return (answer as { block: { header: { height: string; time: string } } }).block;
      } catch (error) {
        if (/height is bigger/.test(String(error))) return undefined;
        throw error;
      }
    });
    return new Moment(this.site, Number(header.height), Math.floor(Date.parse(header.time) / 1000));
  }

  /** A transaction that is in a block; undefined while it is in none. */
  async landed(hash: string, side: Side = "home"): Promise<Landed | undefined> {
    const response = await fetch(`${this.site[side].rest[0]}/cosmos/tx/v1beta1/txs/${hash}`);
    const answer: unknown = await response.json();
    if (!isRecord(answer) || !isRecord(answer["tx_response"])) return undefined;
    const { tx, tx_response: result } = answer as {
      tx: { auth_info: { fee: Landed["fee"]; signer_infos: { mode_info: { single: { mode: string } } }[] } };
      tx_response: { height: string; code: number; raw_log: string; events: RawEvent[] };
    };
    const { fee, signer_infos: signers } = tx.auth_info;
    return { height: Number(result.height), code: result.code, log: result.raw_log, events: parseEvents(result.events), fee, mode: signers[0]!.mode_info.single.mode };
  }

  /** Stops or starts the relayer between the chains. */
  async relayer(command: "stop" | "start"): Promise<void> {
    await localnet("relayer", command);
  }

  /** Stops or starts the only node of the protocol's chain. */
  async homeNode(command: "stop" | "start"): Promise<void> {
    await localnet("node", "home", command);
  }
}

async function localnet(...words: string[]): Promise<void> {
  await promisify(execFile)(fileURLToPath(new URL("../../../scripts/localnet", import.meta.url)), words);
}

/** Asks again until there is an answer. */
export async function within<T>(seconds: number, what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not within ${seconds} s: ${what}`);
    await new Promise((done) => setTimeout(done, 500));
  }
}
