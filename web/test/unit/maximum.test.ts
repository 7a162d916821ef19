import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { decimalText } from "../../src/core/decimal.ts";
import { loadMath, type QerunMath } from "../../src/math/math.ts";
import { mostToBorrow, mostToWithdraw, type Figures } from "../../src/rooms/borrow/maximum.ts";
import type { Market } from "../../src/rooms/borrow/outlook.ts";

// By hand: what the page promises must not move with its source.
/** The contracts' decimals have 18 places. */
const ONE = 10n ** 18n;
/** Ten minutes, in which somebody reads and signs. */
const SECONDS_AHEAD = 600n;
/** A fall by a five-hundredth. */
const FALL = 500n;

let math: QerunMath;
beforeAll(async () => {
  math = await loadMath(readFileSync(new URL("../../src/math/qerun_math.wasm", import.meta.url)));
});

/** The same cases on every machine. */
class Random {
  constructor(private seed: bigint) {}
  /** From `low` to below `high`, of a size that is as likely to be small as large. */
  size(low: bigint, high: bigint): bigint {
    const bits = BigInt(this.below(high.toString(2).length - low.toString(2).length + 1));
    const top = (low << bits) < high ? low << bits : high - 1n;
    return low + (this.next() % (top - low + 1n));
  }
  below(many: number): number {
    return Number(this.next() % BigInt(many));
  }
  next(): bigint {
    let value = 0n;
    for (let i = 0; i < 4; i++) {
      this.seed = (this.seed * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
      value = (value << 32n) | (this.seed >> 32n);
    }
    return value;
  }
}

const SCALE = 1_000_000n;
const YEAR = 31_536_000n;
const up = (dividend: bigint, divisor: bigint) => (dividend + divisor - 1n) / divisor;

/** A market and an account in it, as the contract has them, and its rules of contracts/market/src/limits.rs in plain integers. */
interface State {
  collateral: bigint; shares: bigint; allShares: bigint; index: bigint; bid: bigint; ask: bigint; maxLtv: bigint; minDebt: bigint; rate: bigint;
  cash: bigint; accountCap: bigint; debtCap: bigint; ceiling: bigint; stress: bigint; decimals: { qer: number; stable: number; eth: number };
}
const debtPrice = ({ ask }: State) => (ask > ONE ? ask : ONE);
const debtOf = (shares: bigint, { index }: State) => up(shares * index, ONE * SCALE);
const usd = (debt: bigint, state: State) => up(debt * debtPrice(state), 10n ** BigInt(state.decimals.stable));
const inStable = (value: bigint, state: State) => (value * 10n ** BigInt(state.decimals.stable)) / debtPrice(state);
const newDebt = (most: bigint, shares: bigint, { index }: State) => {
  const all = (most * ONE * SCALE) / index;
  return all <= shares ? 0n : ((all - shares) * index) / (ONE * SCALE);
};
const ltvDebt = (collateral: bigint, state: State) => (((collateral * state.bid) / 10n ** BigInt(state.decimals.qer)) * state.maxLtv) / ONE;
const limitsOf = (collateral: bigint, state: State) => ({
  max_ltv: newDebt(inStable(ltvDebt(collateral, state), state), state.shares, state),
  cash: state.cash,
  account_cap: newDebt(inStable(state.accountCap, state), state.shares, state),
  debt_cap: newDebt(inStable(state.debtCap, state), state.allShares, state),
  debt_ceiling: newDebt(state.ceiling, state.allShares, state),
  stress: newDebt(inStable(state.stress, state), state.allShares, state),
});
/** Why the contract would refuse a borrow; undefined if it would not. */
function refusal(amount: bigint, deposit: bigint, state: State): string | undefined {
  if (amount === 0n) return "zero";
  const debt = debtOf(state.shares + up(amount * ONE * SCALE, state.index), state);
  if (usd(debt, state) > ltvDebt(state.collateral + deposit, state)) return "max_ltv";
  if (usd(debt, state) < state.minDebt) return "min_debt";
  const limits = limitsOf(state.collateral + deposit, state);
  return (["cash", "account_cap", "debt_cap", "debt_ceiling", "stress"] as const).find((name) => amount > limits[name]);
}

/** The same a little later: interest has run, and the price and all that follows from depth has fallen. */
function later(state: State, seconds: bigint, fall: boolean): State {
  const less = (value: bigint) => (fall ? value - value / FALL : value);
  // The market compounds; the square of the exponent is what a straight line misses.
  const x = (state.rate * seconds) / YEAR;
  const index = (state.index * (ONE + x + (x * x) / ONE)) / ONE;
  return { ...state, index, bid: less(state.bid), accountCap: less(state.accountCap), debtCap: less(state.debtCap), stress: less(state.stress) };
}

function randomState(random: Random): State {
  const decimals = { qer: 6, stable: random.below(3) === 0 ? 18 : 6, eth: 18 };
  const unit = 10n ** BigInt(decimals.stable);
  const index = ONE + random.size(0n, 3n * ONE);
  const some = (low: bigint, high: bigint) => random.size(low * unit, high * unit);
  const own = random.below(3) === 0 ? 0n : some(1n, 1_000_000n);
  const all = own + some(1n, 50_000_000n);
  const cents = (from: number, to: number) => ((BigInt(from) + random.size(0n, BigInt(to - from))) * ONE) / 100n;
  const dollars = (low: bigint, high: bigint) => random.size(low * ONE, high * ONE);
  const bid = random.size(10n ** 14n, 30n * ONE);
  // Limits of all are around what all owe, and collateral around what the account owes, so that each limit is the lowest at times.
  const around = (of: bigint, percents: number) => (of * BigInt(50 + random.below(percents))) / 100n;
  const inUsd = (units: bigint) => (units * ONE) / unit;
  const backed = own === 0n ? some(1n, 1_000_000n) : own;
  const collateral = random.below(5) === 0 ? 0n : (around(inUsd(backed), 2_000) * 10n ** 6n) / bid;
  return {
    collateral, shares: (own * ONE * SCALE) / index, allShares: (all * ONE * SCALE) / index, index,
    bid, ask: cents(97, 110) + random.size(0n, 10n ** 15n), maxLtv: cents(10, 50), minDebt: dollars(1n, 1_000n), rate: cents(0, 400),
    cash: some(1_000n, 100_000_000n), accountCap: around(inUsd(backed), 1_000) + dollars(1n, 100_000n), debtCap: around(inUsd(all), 500), ceiling: around(all, 500), stress: around(inUsd(all), 500), decimals,
  };
}

/** What the page is answered of it. */
function asked(state: State): { figures: Figures; market: Market } {
  const record = (bid: bigint, ask: bigint) => ({
    bid: decimalText(bid), ask: decimalText(ask), mid: decimalText(ask + 1n), average: decimalText(ask + 2n), depth: null, as_of: 0, expires: 9, status: "live" as const, grace_ends: 0, uptime: 1, updated_at: 0,
  });
  const debt = debtOf(state.shares, state);
  return {
    figures: {
      position: { collateral: state.collateral, debt },
      state: { debt: debtOf(state.allShares, state), borrow_rate: decimalText(state.rate) },
      params: { max_ltv: decimalText(state.maxLtv), min_debt: decimalText(state.minDebt) },
    },
    market: { math, qer: record(state.bid, state.bid * 2n), stable: record(ONE / 2n, state.ask), eth: undefined, threshold: ONE, decimals: state.decimals },
  };
}

describe("the most that can be borrowed", () => {
  it("is accepted by the contract's rules, now and for ten minutes, in random states; and what is a unit or two more is not", () => {
    const random = new Random(20_261_127n);
    const seen = { safe: 0, ltv: 0, other: 0, none: 0, deposit: 0 };
    for (let i = 0; i < 1_500; i++) {
      const state = randomState(random);
      const deposit = random.below(2) === 0 ? 0n : random.size(1n, 10n ** 13n);
      const { figures, market } = asked(state);
      const { exact, safe } = mostToBorrow(figures, limitsOf(state.collateral, state), deposit, market);
      const say = `case ${i}: ${JSON.stringify({ ...state, deposit, exact, safe }, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value))}`;
      expect(safe, say).toBeLessThanOrEqual(exact);
      if (exact > 0n) expect(refusal(exact, deposit, state), say).toBeUndefined();
      const over = refusal(exact + 2n, deposit, state);
      expect(over, say).toBeDefined();
      if (over === "max_ltv") seen.ltv++;
      else seen.other++;
      if (safe === 0n) {
        seen.none++;
        continue;
      }
      seen.safe++;
      if (deposit > 0n) seen.deposit++;
      for (const [seconds, fall] of [[0n, false], [SECONDS_AHEAD, false], [0n, true], [SECONDS_AHEAD, true]] as const) {
        expect(refusal(safe, deposit, later(state, seconds, fall)), say).toBeUndefined();
      }
      // And not for nothing: what is left is no more than interest and fall ask for.
      const debts = debtOf(state.allShares, state) + exact;
      expect(exact - safe, say).toBeLessThanOrEqual(debts / (FALL - 1n) + (debts * 2n * state.rate * SECONDS_AHEAD) / (ONE * YEAR) + 1_000n);
    }
    // Otherwise the property would hold of nothing.
    for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(100);
  });

  it("stays within what the contracts' numbers hold", () => {
    const state = { ...randomState(new Random(1n)), collateral: 10n ** 38n, bid: 10n ** 37n, minDebt: 0n };
    const { figures, market } = asked(state);
    const all = (1n << 128n) - 1n;
    const limits = { max_ltv: all, cash: all, account_cap: all, debt_cap: all, debt_ceiling: all, stress: all };
    const { exact, safe } = mostToBorrow(figures, limits, 1n, market);
    expect(figures.position.debt + exact).toBeLessThan(all);
    expect(safe).toBeLessThanOrEqual(exact);
  });
});

describe("the most that can be taken out", () => {
  /** The contract's quote, and its rule. */
  const kept = (state: State) => {
    const debt = usd(debtOf(state.shares, state), state);
    const value = up((debt > state.minDebt ? debt : state.minDebt) * ONE, state.maxLtv);
    return up(value * 10n ** BigInt(state.decimals.qer), state.bid);
  };

  it("leaves what the contract asks for, now and for ten minutes", () => {
    const random = new Random(7n);
    let some = 0;
    for (let i = 0; i < 1_500; i++) {
      const state = randomState(random);
      const { figures } = asked(state);
      const { debt } = figures.position;
      const quoted = debt === 0n ? state.collateral : state.collateral > kept(state) ? state.collateral - kept(state) : 0n;
      const { exact, safe } = mostToWithdraw(figures, quoted);
      expect(exact).toBe(quoted);
      expect(safe).toBeLessThanOrEqual(exact);
      if (debt === 0n) expect(safe).toBe(state.collateral);
      if (debt === 0n || safe === 0n) continue;
      some++;
      for (const [seconds, fall] of [[0n, false], [SECONDS_AHEAD, true]] as const) {
        expect(state.collateral - safe, `case ${i}`).toBeGreaterThanOrEqual(kept(later(state, seconds, fall)));
      }
    }
    expect(some).toBeGreaterThan(200);
  });

  it("is what the market has quoted while nothing is owed, or nothing can be taken", () => {
    expect(mostToWithdraw({ position: { collateral: 9n, debt: 0n }, state: { debt: 5n, borrow_rate: "0.1" } }, 9n)).toEqual({ exact: 9n, safe: 9n });
    expect(mostToWithdraw({ position: { collateral: 9n, debt: 4n }, state: { debt: 5n, borrow_rate: "0.1" } }, 0n)).toEqual({ exact: 0n, safe: 0n });
    expect(mostToWithdraw({ position: { collateral: 1_000n, debt: 10n ** 9n }, state: { debt: 10n ** 9n, borrow_rate: "0" } }, 1n).safe).toBe(0n);
  });
});
