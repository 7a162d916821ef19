import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { decimal, ONE } from "../../src/core/decimal.ts";
import { loadMath, MathRefused, type QerunMath } from "../../src/math/math.ts";

const file = (path: string) => readFileSync(new URL(path, import.meta.url));
let math: QerunMath;

beforeAll(async () => {
  math = await loadMath(file("../../src/math/qerun_math.wasm"));
});

describe("the committed wasm", () => {
  it("computes what packages/math computes, request by request", () => {
    const lines = file("../../../packages/math-wasm/vectors.txt").toString().trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(200);
    for (let i = 0; i < lines.length; i += 2) {
      const [name, ...args] = lines[i]!.split(" ");
      let answer: string;
      try {
        answer = `ok ${math.ask(name!, ...args).join(" ")}`;
      } catch (error) {
        answer = `error ${(error as Error).message}`;
      }
      expect(answer, lines[i]).toBe(lines[i + 1]!.trim());
    }
  });

  it("imports nothing", async () => {
    const module = await WebAssembly.compile(file("../../src/math/qerun_math.wasm"));
    expect(WebAssembly.Module.imports(module)).toEqual([]);
  });
});

describe("the wrapper", () => {
  const position = { collateral: 1_000_000_000n, collateralDecimals: 6, debt: 500_000_000n, debtDecimals: 6, debtPrice: ONE };
  const threshold = decimal("0.6");

  it("names the figures of the guide", () => {
    expect(math.split(500_000_000n, decimal("0.5"), decimal("0.05"))).toEqual({
      paidOut: 250_000_000n,
      claim: 237_500_000n,
      contribution: 12_500_000n,
    });
    expect(math.health(position, decimal("1.02"), threshold)).toBe(decimal("1.224"));
    expect(math.liquidationPrice(position, threshold)).toBe(decimal("0.833333333333333334"));
    expect(math.release(100n, 1n, 3n)).toBe(33n);
  });

  it("tells a position without debt from one with a health of nothing", () => {
    expect(math.health({ ...position, debt: 0n }, ONE, threshold)).toBeUndefined();
    expect(math.health({ ...position, collateral: 0n }, ONE, threshold)).toBe(0n);
    expect(math.liquidationPrice({ ...position, debt: 0n }, threshold)).toBeUndefined();
  });

  it("gives a point for each price", () => {
    const claim = { eth: 10n ** 17n, ethDecimals: 18, ethPrice: 2000n * ONE, stable: 30_000_000n, cash: 250_000_000n };
    expect(math.payoff(position, claim, threshold, [decimal("1.02"), decimal("0.5"), 0n])).toEqual([
      { health: decimal("1.224"), stays: 1000n * ONE },
      { health: decimal("0.6"), stays: 480n * ONE },
      { health: 0n, stays: -20n * ONE },
    ]);
  });

  it("says why there is no result, and works on after it", () => {
    expect(() => math.health({ ...position, debtPrice: 0n }, ONE, threshold)).toThrow(MathRefused);
    expect(math.release(100n, 4n, 3n)).toBe(100n);
  });
});
