/** Reading from a node by its REST interface, with `fetch` and nothing else. */
import { decode, type Shape, type Shapes } from './decode.js';
import { base64Url, toJson, utf8 } from './encode.js';
import type { ContractName } from './errors.js';
import { parseError, Refusal } from './errors.js';

/** How to reach it. */
export interface NodeOptions {
  /** In place of the global one. */
  fetch?: typeof fetch;
  /** Milliseconds until a request is given up; 10,000 if not given. */
  timeout?: number;
}

/** What a question may be about. */
export interface ReadOptions {
  /** The state after this block; the latest if not given. Nodes keep only some of the past. */
  height?: number;
}

/** The latest block that a node has. */
export interface Head {
  chainId: string;
  height: number;
  /** Of the block. */
  time: Date;
}

/** A node that did not answer, or with something else than an answer. */
export class NodeError extends Error {
  override readonly name = 'NodeError';
  constructor(
    message: string,
    /** HTTP status; none if there was no answer. */
    readonly status?: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A node of a chain. */
export class Node {
  readonly #url: string;
  readonly #fetch: typeof fetch;
  readonly #timeout: number;

  /** @param rest where its REST interface is, such as `https://rest.example.org`. */
  constructor(rest: string, options: NodeOptions = {}) {
    this.#url = rest.replace(/\/+$/, '');
    this.#fetch = options.fetch ?? ((...request) => fetch(...request));
    this.#timeout = options.timeout ?? 10_000;
  }

  /** A contract's answer. Errors: {@link Refusal} of the contract, {@link NodeError}. */
  async smart(contract: string, query: object, options: ReadOptions & { name?: ContractName } = {}): Promise<unknown> {
    const path = `/cosmwasm/wasm/v1/contract/${contract}/smart/${base64Url(utf8(toJson(query)))}`;
    const { data } = (await this.get(path, options)) as { data: unknown };
    return data;
  }

  /** A record of a contract, parsed; undefined if there is none. Errors: {@link NodeError}. */
  async raw(contract: string, key: Uint8Array, options: ReadOptions = {}): Promise<unknown> {
    const path = `/cosmwasm/wasm/v1/contract/${contract}/raw/${base64Url(key)}`;
    const { data } = (await this.get(path, options)) as { data: string | null };
    if (!data) return undefined;
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  }

  /** The latest block. Errors: {@link NodeError}. */
  async head(): Promise<Head> {
    const answer = (await this.get('/cosmos/base/tendermint/v1beta1/blocks/latest')) as {
      block: { header: { chain_id: string; height: string; time: string } };
    };
    const { chain_id, height, time } = answer.block.header;
    return { chainId: chain_id, height: Number(height), time: new Date(time) };
  }

  /** The head of a node that is of this chain and not behind. Errors: {@link NodeError}. */
  async ensureUsable(chainId: string, { maxAge = 60, now = new Date() } = {}): Promise<Head> {
    const head = await this.head();
    if (head.chainId !== chainId) throw new NodeError(`the node is of ${head.chainId}, not of ${chainId}`);
    const age = Math.round((now.getTime() - head.time.getTime()) / 1000);
    if (age > maxAge) throw new NodeError(`the node is behind: its latest block is ${age} s old`);
    return head;
  }

  /** How much of a bank coin an account has, smallest units. Errors: {@link NodeError}. */
  async balance(address: string, denom: string, options: ReadOptions = {}): Promise<bigint> {
    const path = `/cosmos/bank/v1beta1/balances/${address}/by_denom?denom=${encodeURIComponent(denom)}`;
    const { balance } = (await this.get(path, options)) as { balance: { amount: string } };
    return BigInt(balance.amount);
  }

  /** Any other path. Errors: {@link NodeError}, {@link Refusal} where a contract has refused. */
  async get(path: string, { height, name }: ReadOptions & { name?: ContractName } = {}): Promise<unknown> {
    const headers: Record<string, string> = height === undefined ? {} : { 'x-cosmos-block-height': String(height) };
    let response: Response;
    let text: string;
    try {
      const signal = AbortSignal.timeout(this.#timeout);
      response = await this.#fetch(this.#url + path, { headers, signal });
      text = await response.text();
    } catch (cause) {
      throw new NodeError(`${this.#url} does not answer`, undefined, { cause });
    }
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (cause) {
      throw new NodeError(`${this.#url} does not answer in JSON`, response.status, { cause });
    }
    if (response.ok) return answer;
    const message = String((answer as { message?: unknown }).message ?? text);
    if (/wasm contract failed|^codespace: wasm/.test(message)) throw new Refusal(parseError(message, name));
    throw new NodeError(`${this.#url}: ${message}`, response.status);
  }
}

/** Asks one contract; the queries are in the generated classes. */
export abstract class ContractReader {
  protected abstract readonly name: string;

  constructor(
    readonly node: Node,
    readonly address: string,
    /** For all questions: with a height, all answers are of one block. */
    readonly options: ReadOptions = {},
  ) {}

  protected async ask<T>(query: object, shapes: Shapes, shape: Shape | undefined): Promise<T> {
    const name = this.name as ContractName;
    const answer = await this.node.smart(this.address, query, { ...this.options, name });
    return decode<T>(answer, shapes, shape);
  }
}
