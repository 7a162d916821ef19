import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answers, CONTRACTS, RAW } from "../support/answers.ts";
import { mismatches, type Schema } from "../support/schema.ts";

const schemaOf = (name: string) => JSON.parse(readFileSync(new URL(`../../../schema/${name}.json`, import.meta.url), "utf8")) as { responses: Record<string, Schema> };
const NAMES = Object.fromEntries(Object.entries(CONTRACTS).map(([name, address]) => [address, name]));

/** Whose schema a contract has, where its name is another. */
const SCHEMAS: Readonly<Record<string, string>> = { liquidity_voting: "voting", lp_token: "token" };

describe("the answers that the page is tested with have the shape that schema/ says", () => {
  for (const [address, byKey] of Object.entries(answers())) {
    const schema = SCHEMAS[NAMES[address]!] ?? NAMES[address]!;
    // The shapes of official contracts are not in schema/.
    if (/^(distributor|qer_pair|vesting-.*)$/.test(schema)) continue;
    for (const [key, answer] of Object.entries(byKey)) {
      it(`${NAMES[address]} ${key}`, () => {
        const value: unknown = typeof answer === "function" ? answer({ amount: "10000000" }, 1_795_775_160) : answer;
        const response = schemaOf(schema).responses[key];
        expect(response).toBeDefined();
        expect(mismatches(value, response!)).toEqual([]);
      });
    }
  }

  it("batches of the reserve, which are read raw", () => {
    const schema = schemaOf("reserve").responses["batch"]!;
    const records = Object.entries(RAW[CONTRACTS.reserve]!).filter(([key]) => key.startsWith("\u0000\u0001b"));
    expect(records.length).toBe(3);
    for (const [, batch] of records) expect(mismatches({ batch_id: "1", batch }, schema)).toEqual([]);
  });

  it("reserve backing, which is read raw", () => {
    const schema = schemaOf("reserve").responses["backing"]!;
    expect(mismatches(RAW[CONTRACTS.reserve]!["backing"], schema)).toEqual([]);
  });
});

describe("the comparison itself", () => {
  it("finds what is missing, too much, or of another kind", () => {
    const schema = schemaOf("market").responses["supplier"]!;
    expect(mismatches({ user: "a", shares: "1" }, schema)).toEqual(["$.assets is missing"]);
    expect(mismatches({ user: "a", shares: "1", assets: 2 }, schema)).toEqual(["$.assets is a number, not a string"]);
    expect(mismatches({ user: "a", shares: "1", assets: "2", more: 3 }, schema)).toEqual(["$.more is unknown"]);
  });
});
