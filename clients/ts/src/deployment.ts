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
  /** For people. */
  name: string;
  /** Of addresses. */
  prefix: string;
  /** SLIP-44 number in the path of a key. */
  coinType: number;
  /** Whether real money is on it. */
  public: boolean;
  /** Nodes that everyone may use, in order of preference; none where none is known: a user must name his own. */
  rpc: readonly string[];
  rest: readonly string[];
  feeDenom: string;
  /** For people; null where the plan does not tell. */
  feeSymbol: string | null;
  feeDecimals: number | null;
  /** Of a unit of gas, in `feeDenom`, as a decimal. */
  gasPrice: string;
  /** What a user may choose between. */
  gasPrices: { low: string; average: string; high: string };
  /** Simulated gas times this is asked for. */
  gasMargin: string;
  contracts: C;
}

/** A coin. */
export interface Asset {
  symbol: string;
  /** Its full name. */
  name: string;
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
  /** Whether real money is in it: one of the chains is public. */
  public: boolean;
  home: ChainInfo<HomeContracts>;
  dex: ChainInfo<DexContracts>;
  /** QER is the cw20 `home.contracts.token`. */
  qer: Asset;
  stable: BankAsset;
  eth: BankAsset;
  /** Each chain's end of the channel between them. */
  channel: { home: string; dex: string };
  /** DAO DAO's page, where proposals are made and voted on; absent where none lists the chain. */
  daoDao?: string;
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
  if (!top.bool('complete')) throw new DeploymentError('the deployment is not complete: contracts are missing');
  const chains = top.object('chain');
  const assets = top.object('assets');
  const channel = top.object('channel');
  return {
    name: top.text('name'),
    public: top.bool('public'),
    home: chain<HomeContracts>(chains.object('home'), HOME),
    dex: chain<DexContracts>(chains.object('dex'), DEX),
    qer: asset(assets.object('qer')),
    stable: bankAsset(assets.object('stable')),
    eth: bankAsset(assets.object('eth')),
    channel: { home: channel.text('home'), dex: channel.text('dex') },
    ...(top.has('dao_dao') ? { daoDao: top.url('dao_dao') } : {}),
  };
}

/** Contracts that every deployment has. */
const HOME = ['token', 'dao', 'voting', 'timelock', 'oracle', 'market', 'reserve'];
const DEX = ['outpost'];

function chain<C>(from: Reader, needed: readonly string[]): ChainInfo<C> {
  const prefix = from.text('prefix');
  const prices = from.object('gas_prices');
  const contracts = from.texts('contracts');
  for (const name of needed) {
    if (!contracts[name]) throw new DeploymentError(`${from.at}.contracts has no ${name}`);
  }
  for (const [name, address] of Object.entries(contracts)) {
    if (!address.startsWith(`${prefix}1`)) throw new DeploymentError(`${from.at}.contracts.${name} is not an address of ${prefix}`);
  }
  return {
    chainId: from.text('chain_id'),
    name: from.text('name'),
    prefix,
    coinType: from.number('coin_type'),
    public: from.bool('public'),
    rpc: from.urls('rpc'),
    rest: from.urls('rest'),
    feeDenom: from.text('fee_denom'),
    feeSymbol: from.orNull('fee_symbol', (name) => from.text(name)),
    feeDecimals: from.orNull('fee_decimals', (name) => from.decimals(name)),
    gasPrice: from.decimal('gas_price'),
    gasPrices: { low: prices.decimal('low'), average: prices.decimal('average'), high: prices.decimal('high') },
    gasMargin: from.decimal('gas_margin'),
    contracts: contracts as C,
  };
}

function asset(from: Reader): Asset {
  return { symbol: from.text('symbol'), name: from.text('name'), decimals: from.decimals('decimals'), oracle: from.text('oracle') };
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

/**
 * What nobody sees: controls, direction and zero-width marks, line separators. A symbol that has them turns the amount beside it
 * around, and two that look alike are not the same.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const isUrl = (value: unknown): boolean => typeof value === 'string' && /^https?:\/\/\S+$/.test(value);

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
    if (INVISIBLE.test(value)) throw new DeploymentError(`${this.#path(name)} has characters that nobody sees`);
    return value;
  }

  decimal(name: string): string {
    const value = this.text(name);
    if (!/^\d{1,20}(\.\d{1,18})?$/.test(value)) throw new DeploymentError(`${this.#path(name)} is not a decimal`);
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
    const names = Object.keys(inner.#fields);
    // They are shown as well.
    const odd = names.find((key) => !/^[\w.-]{1,64}$/.test(key));
    if (odd !== undefined) throw new DeploymentError(`${inner.at} has a name that is none: ${JSON.stringify(odd.slice(0, 64))}`);
    return Object.fromEntries(names.map((key) => [key, inner.text(key)]));
  }

  /** Of a coin: 0 to 18. */
  decimals(name: string): number {
    const value = this.number(name);
    if (!Number.isInteger(value) || value < 0 || value > 18) throw new DeploymentError(`${this.#path(name)} is ${value}, not 0 to 18`);
    return value;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined;
  }

  url(name: string): string {
    const value = this.text(name);
    if (!isUrl(value)) throw new DeploymentError(`${this.#path(name)} is no http address`);
    return value;
  }

  urls(name: string): string[] {
    const value = this.#fields[name];
    if (!Array.isArray(value) || !value.every(isUrl)) {
      throw new DeploymentError(`${this.#path(name)} is not a list of http addresses`);
    }
    return value;
  }

  /** Null where the file says null. */
  orNull<T>(name: string, read: (name: string) => T): T | null {
    return this.#fields[name] === null ? null : read(name);
  }

  #path(name: string): string {
    return this.at ? `${this.at}.${name}` : name;
  }
}
