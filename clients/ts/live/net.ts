/** The running local net: nodes that watch what is asked and sent, and people who sign. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Secp256k1HdWallet } from '@cosmjs/amino';
import { DirectSecp256k1HdWallet } from '@cosmjs/proto-signing';
import {
  type ContractName,
  type Deployment,
  fromBinary,
  type Instruction,
  loadDeployment,
  Node,
  type ReadOptions,
  Refusal,
} from '@qerun/client';
import { type Sent, Signer } from '@qerun/client/signing';
import { type ContractSchema, contractSchemas, violations } from './schemas.js';

export type Side = 'home' | 'dex';

/** What was asked and sent so far, as `market/borrow`; a hook is `market<deposit_collateral`. */
export class Coverage {
  readonly queries = new Set<string>();
  readonly messages = new Set<string>();
  /** Answers that were compared with their schema. */
  answers = 0;
  sent = 0;
  refused = 0;
}

/** Compares each answer with the schema before anything decodes it. */
class WatchingNode extends Node {
  readonly #schemas: Map<string, ContractSchema>;
  readonly #coverage: Coverage;

  constructor(rest: string, schemas: Map<string, ContractSchema>, coverage: Coverage) {
    super(rest);
    this.#schemas = schemas;
    this.#coverage = coverage;
  }

  override async smart(contract: string, query: object, options: ReadOptions & { name?: ContractName } = {}): Promise<unknown> {
    const answer = await super.smart(contract, query, options);
    const [key = ''] = Object.keys(query);
    const schema = this.#schemas.get(options.name ?? '')?.responses[key];
    if (schema) {
      assert.deepEqual(violations(answer, schema), [], `${options.name}/${key}`);
      this.#coverage.answers += 1;
    }
    this.#coverage.queries.add(`${options.name}/${key}`);
    return answer;
  }
}

interface Endpoints {
  chains: Record<Side, { rpc: string; rest: string }>;
  keys: Record<string, { mnemonic_file: string; home: string; dex: string }>;
}

export class Net {
  readonly coverage = new Coverage();
  readonly schemas = contractSchemas();
  readonly node: Record<Side, Node>;
  readonly #signers = new Map<string, Promise<Signer>>();

  private constructor(
    readonly deployment: Deployment,
    readonly endpoints: Endpoints,
  ) {
    const node = (side: Side) => new WatchingNode(endpoints.chains[side].rest, this.schemas, this.coverage);
    this.node = { home: node('home'), dex: node('dex') };
  }

  /** The files that `scripts/localnet up` and `qerun deploy` have written. */
  static open(): Net {
    const json = (variable: string): unknown => {
      const path = process.env[variable];
      if (!path) throw new Error(`${variable} must name a file; ci/client sets it`);
      return JSON.parse(readFileSync(path, 'utf8'));
    };
    return new Net(loadDeployment(json('QERUN_DEPLOYMENT')), json('QERUN_ENDPOINTS') as Endpoints);
  }

  address(person: string, side: Side = 'home'): string {
    return this.endpoints.keys[person]?.[side] ?? assert.fail(`nobody is called ${person}`);
  }

  /** The name of the contract at an address: its code's, so that two instances of voting are `voting`. */
  nameOf(address: string): string {
    const all = Object.entries({ ...this.deployment.dex.contracts, ...this.deployment.home.contracts });
    const [name = 'unknown'] = all.find(([, at]) => at === address) ?? [];
    return name === 'liquidity_voting' ? 'voting' : name;
  }

  /** bob signs in amino as with a Ledger, the others in direct mode. */
  as(person: string, side: Side = 'home'): Promise<Signer> {
    const key = `${person} ${side}`;
    const known = this.#signers.get(key);
    if (known) return known;
    const signer = this.#connect(person, side);
    this.#signers.set(key, signer);
    return signer;
  }

  async #connect(person: string, side: Side): Promise<Signer> {
    const { chainId, prefix, feeDenom, gasPrice, gasMargin } = this.deployment[side];
    const file = this.endpoints.keys[person]?.mnemonic_file ?? assert.fail(`nobody is called ${person}`);
    const mnemonic = readFileSync(file, 'utf8').trim();
    const wallet = person === 'bob' ? Secp256k1HdWallet : DirectSecp256k1HdWallet;
    const signer = await wallet.fromMnemonic(mnemonic, { prefix });
    const { rpc } = this.endpoints.chains[side];
    const { contracts } = this.deployment.home;
    const options = { rpc, chainId, signer, feeDenom, gasPrice, gasMargin, contracts };
    const connected = await Signer.connect(options);
    assert.equal(connected.address, this.address(person, side));
    return connected;
  }

  async send(person: string, instructions: Instruction[], side: Side = 'home'): Promise<Sent> {
    const sent = await (await this.as(person, side)).send(instructions, { memo: 'Zürich <b>&amp; 雪</b>' });
    instructions.forEach((instruction) => this.#note(instruction));
    this.coverage.sent += instructions.length;
    return sent;
  }

  /** Simulated: would go through. */
  async accepts(person: string, instruction: Instruction, side: Side = 'home'): Promise<void> {
    await (await this.as(person, side)).estimate([instruction]);
    this.#note(instruction);
  }

  /** Simulated: refused with one of these kinds of error, as `market.NoDebt`; `*` stands for any kind. */
  async refuses(person: string, instruction: Instruction, kinds: readonly string[], side: Side = 'home'): Promise<void> {
    const what = `${this.nameOf(instruction.contract)}/${Object.keys(instruction.msg)[0]} of ${person}`;
    try {
      await (await this.as(person, side)).estimate([instruction]);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { contract, kind, text } = error.error;
      const fits = kinds.some((one) => {
        const [of, ...rest] = one.split('.');
        const wanted = rest.join('.');
        const same = wanted.endsWith('*') ? kind.startsWith(wanted.slice(0, -1)) : kind === wanted;
        return same && (of === contract || contract === 'several');
      });
      assert.ok(fits && kind !== 'Unknown', `${what}: refused with ${contract}.${kind} (${text}), not with ${kinds}`);
      this.#note(instruction);
      this.coverage.refused += 1;
      return;
    }
    assert.fail(`${what} would go through`);
  }

  #note({ contract, msg }: Instruction): void {
    const [key = '', fields] = Object.entries(msg)[0] ?? [];
    this.coverage.messages.add(`${this.nameOf(contract)}/${key}`);
    const sent = fields as { contract?: string; msg?: string } | undefined;
    if ((key === 'send' || key === 'send_from') && sent?.contract && sent.msg) {
      const [hook = ''] = Object.keys(fromBinary(sent.msg) as object);
      this.coverage.messages.add(`${this.nameOf(sent.contract)}<${hook}`);
    }
  }

  async disconnect(): Promise<void> {
    for (const signer of this.#signers.values()) (await signer).disconnect();
  }
}

/** Asks again every second until there is an answer. */
export async function within<T>(seconds: number, what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    assert.ok(Date.now() < end, `not within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
