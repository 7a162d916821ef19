/**
 * Records that a contract keeps for itself. They are no interface: a new version of the contract may change them, and a
 * test compares their keys and shapes with the Rust sources. The contracts' queries always work.
 */
import { itemAs, mapAs } from './records.js';

/** Totals of the market as they were at the last accrual; `state` answers those of now. */
export interface MarketState {
  /** Stablecoins that can be borrowed or withdrawn. */
  cash: bigint;
  /** Debt shares of all borrowers, at `scale`. */
  debtShares: bigint;
  /** Debt per share. */
  debtIndex: string;
  /** How often the index has been divided by a million. */
  scale: number;
  /** Unix seconds of the last accrual. */
  accruedAt: number;
  supplyShares: bigint;
  /** Stablecoins. */
  insurance: bigint;
  /** Interest due to the insurance that waits for cash. */
  insuranceDue: bigint;
  /** The insurance's part of a unit of interest. */
  insuranceRest: string;
  /** Debt written off against earmarked ETH. */
  deficit: bigint;
  earmarked: boolean;
  /** What suppliers have borne of write-offs while ETH is earmarked, and sales have not brought back yet. */
  unrecovered: bigint;
  /** Stablecoins kept for claims. */
  kept: bigint;
  batch: { id: bigint; userIn: bigint; protocolIn: bigint; openedAt: number };
}

/** ETH, parts of batches that are to become ETH, and stablecoins. */
export interface StoredClaim {
  eth: bigint;
  /** By rising id. */
  batches: { id: bigint; amount: bigint }[];
  stable: bigint;
}

/** A borrower's position, its debt in shares. */
export interface StoredPosition {
  /** QER pledged. */
  collateral: bigint;
  /** At `scale`. */
  debtShares: bigint;
  scale: number;
  claim: StoredClaim;
  /** Height of the last borrow; zero if it no longer matters. */
  borrowedAtHeight: number;
  barred: boolean;
}

/** Stake by tier and reputation of an address, as of its last change. */
export interface StoredAccount {
  /** Stake by tier; tiers after the last are 0. */
  stakes: bigint[];
  /** In 10^-18 of a unit. */
  reputation: bigint;
}

type Parts = [unknown, unknown][];
interface ShortClaim {
  e?: string;
  b?: Parts;
  s?: string;
}

/** The market's. */
export const marketRecords = {
  /** Totals. */
  state: itemAs(parseState, 's'),
  /** By borrower. */
  positions: mapAs(parsePosition, 'b', 'text'),
  /** Supply shares by supplier. */
  suppliers: mapAs(amount, 'l', 'text'),
  /** What an address is owed besides its position. */
  owed: mapAs((value) => parseClaim(value as ShortClaim), 'o', 'text'),
  /** QER deposited in all, less what was withdrawn; what liquidations seized is still counted. */
  collateral: itemAs(amount, 'tc'),
};

/** Voting's; power and its sum are under the keys of cw20-stake, which DAO DAO's indexer reads as well. */
export const votingRecords = {
  /** Power by address; 0 of who has unstaked all. */
  powers: mapAs(amount, 'staked_balances', 'text'),
  totalPower: itemAs(amount, 'total_staked'),
  accounts: mapAs(parseAccount, 'accounts', 'text'),
};

/** The reserve's. */
export const reserveRecords = {
  /** The id that the next order gets; the first order's is 1. */
  nextOrder: itemAs(id, 'next_order'),
};

function id(value: unknown): bigint {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new TypeError(`${JSON.stringify(value)} is no id`);
  return BigInt(value);
}

function amount(value: unknown): bigint {
  if (typeof value !== 'string') throw new TypeError(`${JSON.stringify(value)} is not an amount`);
  return BigInt(value);
}

function parseState(value: unknown): MarketState {
  const [cash, debt, debtIndex, accruedAt, supply, insurance, rest, batch, more] = value as [
    string,
    string,
    string,
    number,
    string,
    string,
    string,
    [number, string, string, number],
    [number, string, string, string, string | null] | null,
  ];
  const [scale, due, deficit, kept, unrecovered] = more ?? [0, '0', '0', '0', null];
  return {
    cash: amount(cash),
    debtShares: amount(debt),
    debtIndex,
    scale,
    accruedAt,
    supplyShares: amount(supply),
    insurance: amount(insurance),
    insuranceDue: amount(due),
    insuranceRest: rest,
    deficit: amount(deficit),
    earmarked: unrecovered !== null,
    unrecovered: amount(unrecovered ?? '0'),
    kept: amount(kept),
    batch: { id: BigInt(batch[0]), userIn: amount(batch[1]), protocolIn: amount(batch[2]), openedAt: batch[3] },
  };
}

function parsePosition(value: unknown): StoredPosition {
  const [collateral, shares, rest] = value as [string, string, ShortClaim & { n?: number; h?: number; x?: boolean }];
  return {
    collateral: amount(collateral),
    debtShares: amount(shares),
    scale: rest.n ?? 0,
    claim: parseClaim(rest),
    borrowedAtHeight: rest.h ?? 0,
    barred: rest.x ?? false,
  };
}

function parseClaim({ e = '0', b = [], s = '0' }: ShortClaim): StoredClaim {
  return {
    eth: amount(e),
    batches: b.map(([id, part]) => ({ id: BigInt(id as number), amount: amount(part) })),
    stable: amount(s),
  };
}

function parseAccount(value: unknown): StoredAccount {
  const { stakes, reputation } = value as { stakes: string[]; reputation: string };
  return { stakes: stakes.map(amount), reputation: amount(reputation) };
}
