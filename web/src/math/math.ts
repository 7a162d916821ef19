/**
 * The contracts' own arithmetic, compiled from packages/math-wasm. Loaded when a room first needs it: 46 kB compressed.
 * Amounts go in and out as text, so nothing passes through floating point.
 */
import { decimal, decimalText } from "../core/decimal.ts";
import { fromUtf8, utf8 } from "../core/encoding.ts";

interface Exports {
  qerun_push(byte: number): void;
  qerun_answer(): number;
  qerun_byte(index: number): number;
}

export interface PositionFigures {
  readonly collateral: bigint;
  readonly collateralDecimals: number;
  readonly debt: bigint;
  readonly debtDecimals: number;
  /** What a stablecoin counts in a debt, 18 digits. */
  readonly debtPrice: bigint;
}

export interface ClaimFigures {
  readonly eth: bigint;
  readonly ethDecimals: number;
  readonly ethPrice: bigint;
  /** Stablecoins of the claim. */
  readonly stable: bigint;
  /** Stablecoins that were paid out. */
  readonly cash: bigint;
}

export interface Split {
  readonly paidOut: bigint;
  readonly claim: bigint;
  readonly contribution: bigint;
}

/** A point of the picture: health (undefined without debt) and USD that stay after repaying there. */
export interface PayoffPoint {
  readonly health: bigint | undefined;
  readonly stays: bigint;
}

export class MathRefused extends Error {}

export class QerunMath {
  constructor(private readonly wasm: Exports) {}

  split(amount: bigint, cashShare: bigint, contributionShare: bigint): Split {
    const [paidOut, claim, contribution] = this.ask("split", amount, decimalText(cashShare), decimalText(contributionShare));
    return { paidOut: BigInt(paidOut!), claim: BigInt(claim!), contribution: BigInt(contribution!) };
  }

  /** Undefined without debt. */
  health(position: PositionFigures, price: bigint, threshold: bigint): bigint | undefined {
    const [health] = this.ask("health", ...words(position), decimalText(price), decimalText(threshold));
    return orNone(health!);
  }

  /** The lowest price at which nobody can liquidate the position; undefined without debt. */
  liquidationPrice(position: PositionFigures, threshold: bigint): bigint | undefined {
    const [price] = this.ask("liquidation_price", ...words(position), decimalText(threshold));
    return orNone(price!);
  }

  /** What repaying releases of a part of a claim. */
  release(part: bigint, repaid: bigint, debt: bigint): bigint {
    return BigInt(this.ask("release", part, repaid, debt)[0]!);
  }

  payoff(position: PositionFigures, claim: ClaimFigures, threshold: bigint, prices: readonly bigint[]): PayoffPoint[] {
    const { eth, ethDecimals, ethPrice, stable, cash } = claim;
    const figures = [eth, ethDecimals, decimalText(ethPrice), stable, cash, decimalText(threshold)];
    const answers = this.ask("payoff", ...words(position), ...figures, ...prices.map(decimalText));
    return prices.map((_, i) => ({ health: orNone(answers[2 * i]!), stays: decimal(answers[2 * i + 1]!) }));
  }

  /** A request as packages/math-wasm describes it; its results. Throws [`MathRefused`]. */
  ask(name: string, ...args: readonly (bigint | number | string)[]): string[] {
    for (const byte of utf8([name, ...args].join(" "))) this.wasm.qerun_push(byte);
    const length = this.wasm.qerun_answer();
    const bytes = Uint8Array.from({ length }, (_, i) => this.wasm.qerun_byte(i));
    const [verdict, ...results] = fromUtf8(bytes).split(" ");
    if (verdict !== "ok") throw new MathRefused(results.join(" "));
    return results;
  }
}

/** What the arithmetic gives; undefined where figures lead beyond what the contracts compute with. */
export function within<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof MathRefused) return undefined;
    throw error;
  }
}

/** Compiles what was fetched. */
export async function loadMath(bytes: BufferSource): Promise<QerunMath> {
  const { instance } = await WebAssembly.instantiate(bytes, {});
  return new QerunMath(instance.exports as unknown as Exports);
}

function words(position: PositionFigures): (bigint | number | string)[] {
  const { collateral, collateralDecimals, debt, debtDecimals, debtPrice } = position;
  return [collateral, collateralDecimals, debt, debtDecimals, decimalText(debtPrice)];
}

function orNone(word: string): bigint | undefined {
  return word === "none" ? undefined : decimal(word);
}
