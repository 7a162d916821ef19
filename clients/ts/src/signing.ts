/** Signing, with CosmJS: loaded when someone connects, not before. `@cosmjs/cosmwasm` must be installed. */
import type { SigningCosmWasmClient, SigningCosmWasmClientOptions } from '@cosmjs/cosmwasm';
import { cleanText, toJson, utf8 } from './encode.js';
import { parseError, Refusal } from './errors.js';
import { parseEvents, type QerunEvent, type RawEvent } from './events.js';
import type { Instruction } from './instruction.js';
import { releaseGas, type RewardContracts } from './release-gas.js';

/** A wallet's signer: of CosmJS, of `window.keplr.getOfflineSigner(chainId)`. */
export type OfflineSigner = Parameters<typeof SigningCosmWasmClient.connectWithSigner>[1];

/** What gas costs. */
export interface Costs {
  feeDenom: string;
  /** Of a unit of gas, as a decimal. */
  gasPrice: string;
  /** Simulated gas times this is asked for; `1.4` if not given. A simulation alone is too tight. */
  gasMargin?: string;
  /** Of the deployment, so that a change of power asks for the gas of the rewards that it releases as well. */
  contracts?: RewardContracts;
}

/** Where and how to sign. */
export interface SignerOptions extends Costs {
  rpc: string;
  chainId: string;
  signer: OfflineSigner;
  /** Passed on to CosmJS. */
  client?: SigningCosmWasmClientOptions;
}

/** What a transaction will cost at most. */
export interface Estimate {
  /** Asked for. */
  gas: number;
  fee: { denom: string; amount: bigint };
}

/** A transaction that is in a block and went well. */
export interface Sent {
  /** Upper-case hex. */
  hash: string;
  height: number;
  gasUsed: bigint;
  events: QerunEvent[];
  rawEvents: readonly RawEvent[];
}

/** Where a transaction is. */
export type Progress = { stage: 'simulated'; estimate: Estimate } | { stage: 'sent'; hash: string } | { stage: 'included'; hash: string };

/** How to send. */
export interface SendOptions {
  memo?: string;
  /** From an earlier {@link Signer.estimate}; without it the message is simulated first. */
  estimate?: Estimate;
  onProgress?: (progress: Progress) => void;
  /** Milliseconds to wait for the block; 60,000 if not given. */
  timeout?: number;
}

/** A transaction that was sent and is in no block yet: it may still come. */
export class NotIncludedError extends Error {
  override readonly name = 'NotIncludedError';
  constructor(readonly hash: string) {
    super(`the transaction ${hash} is in no block yet; it may still be`);
  }
}

/** Signs for one account. Transactions are sent one after the other, so that none takes another's sequence. */
export class Signer {
  readonly #client: SigningCosmWasmClient;
  readonly #options: Costs;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    client: SigningCosmWasmClient,
    readonly address: string,
    options: Costs,
  ) {
    this.#client = client;
    this.#options = options;
  }

  /** Loads CosmJS and connects. Errors: a node of another chain, no account, those of wallet and node. */
  static async connect(options: SignerOptions): Promise<Signer> {
    const { SigningCosmWasmClient } = await import('@cosmjs/cosmwasm');
    const [account] = await options.signer.getAccounts();
    if (!account) throw new Error('the wallet has no account');
    const client = await SigningCosmWasmClient.connectWithSigner(options.rpc, options.signer, options.client);
    const chainId = await client.getChainId();
    if (chainId !== options.chainId) {
      client.disconnect();
      throw new Error(`the node is of ${chainId}, not of ${options.chainId}`);
    }
    return new Signer(client, account.address, options);
  }

  /** With a client of one's own, which must be of the chain and have the signer of the address. */
  static over(client: SigningCosmWasmClient, address: string, options: Costs): Signer {
    return new Signer(client, address, options);
  }

  /** What it would cost. Nothing is signed. Errors: {@link Refusal} if a contract would refuse it. */
  async estimate(instructions: readonly Instruction[], memo = ''): Promise<Estimate> {
    try {
      const used = await this.#client.simulate(this.address, this.#messages(instructions), cleanText(memo));
      const { contracts, gasMargin } = this.#options;
      const beyond = contracts ? releaseGas(instructions, contracts) : 0n;
      const gas = Number(scaled(BigInt(used), gasMargin ?? '1.4') + beyond);
      const amount = scaled(BigInt(gas), this.#options.gasPrice);
      return { gas, fee: { denom: this.#options.feeDenom, amount } };
    } catch (error) {
      throw asRefusal(error);
    }
  }

  /**
   * Sends messages in one transaction: all of them happen or none. Errors: {@link Refusal}, before anything is signed
   * if the simulation shows it; {@link NotIncludedError}; those of wallet and node.
   */
  send(instructions: readonly Instruction[], options: SendOptions = {}): Promise<Sent> {
    const mine = this.#last.then(
      () => this.#send(instructions, options),
      () => this.#send(instructions, options),
    );
    this.#last = mine;
    return mine;
  }

  /** Ends the connection. */
  disconnect(): void {
    this.#client.disconnect();
  }

  async #send(instructions: readonly Instruction[], options: SendOptions): Promise<Sent> {
    const memo = cleanText(options.memo ?? '');
    const estimate = options.estimate ?? (await this.estimate(instructions, memo));
    options.onProgress?.({ stage: 'simulated', estimate });
    const { denom, amount } = estimate.fee;
    const fee = { gas: String(estimate.gas), amount: amount > 0n ? [{ denom, amount: String(amount) }] : [] };
    const hash = await this.#client.signAndBroadcastSync(this.address, this.#messages(instructions), fee, memo);
    options.onProgress?.({ stage: 'sent', hash });
    const sent = await this.included(hash, options.timeout);
    options.onProgress?.({ stage: 'included', hash });
    return sent;
  }

  /** Waits until a transaction is in a block. Errors: {@link Refusal}, {@link NotIncludedError}. */
  async included(hash: string, timeout = 60_000): Promise<Sent> {
    const end = Date.now() + timeout;
    for (;;) {
      const found = await this.#client.getTx(hash);
      if (found && found.code !== 0) throw new Refusal(parseError(found.rawLog));
      if (found) {
        const { height, gasUsed, events } = found;
        return { hash, height, gasUsed, events: parseEvents(events), rawEvents: events };
      }
      if (Date.now() > end) throw new NotIncludedError(hash);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  #messages(instructions: readonly Instruction[]) {
    return instructions.map(({ contract, msg, funds }) => ({
      typeUrl: '/cosmwasm.wasm.v1.MsgExecuteContract',
      value: {
        sender: this.address,
        contract,
        msg: utf8(cleanText(toJson(msg))),
        funds: funds.map(({ denom, amount }) => ({ denom, amount: String(amount) })),
      },
    }));
  }
}

/** A contract's refusal as one, anything else as it is. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !/failed to execute message/.test(error.message)) return error;
  return new Refusal(parseError(error.message));
}

/** Times a decimal, rounded up. */
function scaled(amount: bigint, factor: string): bigint {
  const parts = /^(\d+)(?:\.(\d+))?$/.exec(factor);
  if (!parts) throw new RangeError(`${factor} is not a decimal`);
  const fraction = parts[2] ?? '';
  const unit = 10n ** BigInt(fraction.length);
  return (amount * BigInt((parts[1] ?? '0') + fraction) + unit - 1n) / unit;
}
