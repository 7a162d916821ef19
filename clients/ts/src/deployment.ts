/** The deployment file: where the contracts are, and in which coins they count. */

/** Contracts of the home chain. */
export interface HomeContracts {
  token: string;
  dao: string;
  voting: string;
  timelock: string;
  oracle: string;
  market: string;
  reserve: string;
  /** Only where the plan has them. */
  airdrop?: string;
  emissions?: string;
  liquidity_voting?: string;
  /** The official modules that the page links to, and others. */
  [more: string]: string | undefined;
}

/** Contracts of the DEX chain. */
export interface DexContracts {
  outpost: string;
  [more: string]: string | undefined;
}

/** A chain, and how to reach it. */
export interface ChainInfo<C> {
  chainId: string;
  /** Of addresses. */
  prefix: string;
  feeDenom: string;
  /** Of a unit of gas, in `feeDenom`, as a decimal. */
  gasPrice: string;
  /** Nodes in order of preference; a user may have another one. */
  rpc: readonly string[];
  rest: readonly string[];
  contracts: C;
}

/** A coin. */
export interface Asset {
  symbol: string;
  decimals: number;
  /** Its id in the oracle. */
  oracle: string;
}

/** A coin of the bank, under its denom on each chain. */
export interface BankAsset extends Asset {
  home: string;
  dex: string;
}

/** A deployment. */
export interface Deployment {
  name: string;
  /** Whether real money is in it. */
  public: boolean;
  home: ChainInfo<HomeContracts>;
  dex: ChainInfo<DexContracts>;
  /** QER is the cw20 `home.contracts.token`. */
  qer: Asset;
  stable: BankAsset;
  eth: BankAsset;
  channel: { home: string; dex: string };
}

/** A file that is no deployment, with where it is wrong. */
export class DeploymentError extends Error {
  override readonly name = 'DeploymentError';
}

/** The version of the file's format that this client reads. */
export const DEPLOYMENT_FORMAT = 1;

/**
 * Reads a deployment from parsed JSON or its text. Fields that it does not know are let be, so that a later
 * version of the file can have more. Errors: {@link DeploymentError}.
 */
export function loadDeployment(file: unknown): Deployment {
  const json = typeof file === 'string' ? parse(file) : file;
  const top = new Reader(json, '');
  const format = top.number('format');
  if (format !== DEPLOYMENT_FORMAT) {
    throw new DeploymentError(`format ${format} is not known: this client reads ${DEPLOYMENT_FORMAT}`);
  }
  const chains = top.object('chain');
  const assets = top.object('assets');
  const channel = top.object('channel');
  return {
    name: top.text('name'),
    public: top.bool('public'),
    home: chain<HomeContracts>(chains.object('home'), [
      'token',
      'dao',
      'voting',
      'timelock',
      'oracle',
      'market',
      'reserve',
    ]),
    dex: chain<DexContracts>(chains.object('dex'), ['outpost']),
    qer: asset(assets.object('qer')),
    stable: bankAsset(assets.object('stable')),
    eth: bankAsset(assets.object('eth')),
    channel: { home: channel.text('home'), dex: channel.text('dex') },
  };
}

function chain<C>(from: Reader, needed: readonly string[]): ChainInfo<C> {
  const prefix = from.text('prefix');
  const contracts = from.texts('contracts');
  for (const name of needed) {
    if (!contracts[name]) throw new DeploymentError(`${from.at}.contracts has no ${name}`);
  }
  for (const [name, address] of Object.entries(contracts)) {
    if (!address.startsWith(`${prefix}1`)) throw new DeploymentError(`${from.at}.contracts.${name} is not an address of ${prefix}`);
  }
  return {
    chainId: from.text('chain_id'),
    prefix,
    feeDenom: from.text('fee_denom'),
    gasPrice: from.decimal('gas_price'),
    rpc: from.urls('rpc'),
    rest: from.urls('rest'),
    contracts: contracts as C,
  };
}

function asset(from: Reader): Asset {
  const decimals = from.number('decimals');
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 18) {
    throw new DeploymentError(`${from.at}.decimals is ${decimals}, not 0 to 18`);
  }
  return { symbol: from.text('symbol'), decimals, oracle: from.text('oracle') };
}

function bankAsset(from: Reader): BankAsset {
  const denom = from.object('denom');
  return { ...asset(from), home: denom.text('home'), dex: denom.text('dex') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DeploymentError('the deployment file is no JSON', { cause });
  }
}

/** Fields of an object, each of the expected kind. */
class Reader {
  readonly #fields: Record<string, unknown>;

  constructor(
    value: unknown,
    readonly at: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new DeploymentError(`${at || 'the deployment file'} is not an object`);
    }
    this.#fields = value as Record<string, unknown>;
  }

  object(name: string): Reader {
    return new Reader(this.#fields[name], this.#path(name));
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== 'string' || value === '') throw new DeploymentError(`${this.#path(name)} is not a text`);
    return value;
  }

  decimal(name: string): string {
    const value = this.text(name);
    if (!/^\d+(\.\d+)?$/.test(value)) throw new DeploymentError(`${this.#path(name)} is not a decimal`);
    return value;
  }

  number(name: string): number {
    const value = this.#fields[name];
    if (typeof value !== 'number') throw new DeploymentError(`${this.#path(name)} is not a number`);
    return value;
  }

  bool(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== 'boolean') throw new DeploymentError(`${this.#path(name)} is not true or false`);
    return value;
  }

  /** Texts by name. */
  texts(name: string): Record<string, string> {
    const inner = this.object(name);
    return Object.fromEntries(Object.keys(inner.#fields).map((key) => [key, inner.text(key)]));
  }

  urls(name: string): string[] {
    const value = this.#fields[name];
    const good = (one: unknown) => typeof one === 'string' && /^https?:\/\/\S+$/.test(one);
    if (!Array.isArray(value) || !value.every(good)) {
      throw new DeploymentError(`${this.#path(name)} is not a list of http addresses`);
    }
    return value;
  }

  #path(name: string): string {
    return this.at ? `${this.at}.${name}` : name;
  }
}
