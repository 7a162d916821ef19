/** Reading from a node by its REST interface, with `fetch` and nothing else. */
import { decode, type Shape, type Shapes } from './decode.js';
import { base64Url, fromBinary, toJson, utf8 } from './encode.js';
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
    const answer = await this.get(path, options);
    return isObject(answer) && answer['data'] !== undefined ? answer['data'] : this.#nonsense(answer);
  }

  /** A record of a contract, parsed; undefined if there is none. Errors: {@link NodeError}. */
  async raw(contract: string, key: Uint8Array, options: ReadOptions = {}): Promise<unknown> {
    const path = `/cosmwasm/wasm/v1/contract/${contract}/raw/${base64Url(key)}`;
    const answer = await this.get(path, options);
    const data = isObject(answer) ? answer['data'] : this.#nonsense(answer);
    if (data === null || data === '' || data === undefined) return undefined;
    try {
      return fromBinary(String(data));
    } catch (cause) {
      return this.#nonsense(data, cause);
    }
  }

  /** The latest block. Errors: {@link NodeError}. */
  async head(): Promise<Head> {
    const answer = await this.get('/cosmos/base/tendermint/v1beta1/blocks/latest');
    const block = isObject(answer) ? answer['block'] : undefined;
    const header = isObject(block) && isObject(block['header']) ? block['header'] : {};
    const { chain_id } = header;
    const [height, time] = [Number(header['height'] ?? NaN), new Date(String(header['time']))];
    if (typeof chain_id !== 'string' || !Number.isSafeInteger(height) || Number.isNaN(time.getTime())) return this.#nonsense(answer);
    return { chainId: chain_id, height, time };
  }

  /** The head of a node that is of this chain, and whose latest block is at most `maxAge` seconds from now. Errors: {@link NodeError}. */
  async ensureUsable(chainId: string, { maxAge = 60, now = new Date() } = {}): Promise<Head> {
    const head = await this.head();
    if (head.chainId !== chainId) throw new NodeError(`the node is of ${head.chainId}, not of ${chainId}`);
    const age = Math.round((now.getTime() - head.time.getTime()) / 1000);
    if (age > maxAge) throw new NodeError(`the node is behind: its latest block is ${age} s old`);
    // The clock here is wrong, or the node lies: it could hide by it how old its figures are.
    if (age < -maxAge) throw new NodeError(`the node is ahead: its latest block is ${-age} s in the future`);
    return head;
  }

  /** How much of a bank coin an account has, smallest units. Errors: {@link NodeError}. */
  async balance(address: string, denom: string, options: ReadOptions = {}): Promise<bigint> {
    const path = `/cosmos/bank/v1beta1/balances/${address}/by_denom?denom=${encodeURIComponent(denom)}`;
    const answer = await this.get(path, options);
    const balance = isObject(answer) ? answer['balance'] : undefined;
    const amount = isObject(balance) ? balance['amount'] : undefined;
    return typeof amount === 'string' && /^\d+$/.test(amount) ? BigInt(amount) : this.#nonsense(answer);
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
    const message = String((isObject(answer) ? answer['message'] : undefined) ?? text);
    if (/wasm contract failed|^codespace: wasm/.test(message)) throw new Refusal(parseError(message, name));
    throw new NodeError(`${this.#url}: ${message}`, response.status);
  }

  /** What comes is JSON, and not what a node answers. */
  #nonsense(answer: unknown, cause?: unknown): never {
    throw new NodeError(`${this.#url} does not answer as a node does: ${toJson(answer).slice(0, 100)}`, undefined, { cause });
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
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
