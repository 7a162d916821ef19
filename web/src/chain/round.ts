/** A node for the client's typed queries that gathers what is asked, so that many questions travel in one request. */
import { Node, NodeError, parseError, Refusal, type ContractName } from "@qerun/client";
import { balance, QueryRefused, raw, smart, type Query } from "./query.ts";
import type { Call, Reply } from "./rpc.ts";

interface Waiting {
  readonly query: Query<unknown>;
  readonly name: ContractName | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One round of questions. Everything asked of it waits until `answer`. */
export class Round extends Node {
  private readonly waiting: Waiting[] = [];

  constructor() {
    super("");
  }

  /** What has been asked so far. */
  calls(): Call[] {
    return this.waiting.map(({ query }) => query.call);
  }

  /** Hands out the replies, in the order of `calls`. */
  answer(replies: readonly Reply[]): void {
    this.waiting.forEach(({ query, name, resolve, reject }, i) => {
      try {
        resolve(query.read(replies[i]!));
      } catch (error) {
        reject(error instanceof QueryRefused ? new Refusal(parseError(error.message, name)) : (error as Error));
      }
    });
  }

  /** Gives up on all of it: the node is silent. */
  fail(): void {
    for (const { reject } of this.waiting) reject(new NodeError("the node does not answer"));
  }

  override smart(contract: string, query: object, options: { name?: ContractName } = {}): Promise<unknown> {
    return this.ask(smart(contract, query), options.name);
  }

  override raw(contract: string, key: Uint8Array): Promise<unknown> {
    return this.ask(raw(contract, key));
  }

  override balance(address: string, denom: string): Promise<bigint> {
    return this.ask(balance(address, denom)) as Promise<bigint>;
  }

  private ask(query: Query<unknown>, name?: ContractName): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.push({ query, name, resolve, reject }));
  }
}
