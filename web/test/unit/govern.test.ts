import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../src/rooms/govern/proposal.ts";
import { messageWords } from "../../src/rooms/govern/words.ts";
import { readSite } from "../../src/chain/deployment.ts";
import { CONTRACTS, deploymentFile, USDC } from "../support/answers.ts";

const site = readSite(deploymentFile("http://127.0.0.1:1"));
const STRANGER = CONTRACTS["vesting-erin"].replace(/.$/, "q");
const execute = (contract_addr: string, message: string, funds: unknown[] = []) => ({ wasm: { execute: { contract_addr, funds, msg: btoa(message) } } });

describe("what an operation does, in words", () => {
  it("is said of the contracts of the deployment", () => {
    expect(messageWords(execute(CONTRACTS.market, '{"update_params":{}}'), site).sentence).toBe("Replaces the parameters of the market, each by a step at most.");
    expect(messageWords(execute(CONTRACTS.token, '{"mint":{}}'), site).sentence).toBe("Makes new tokens, within the yearly bound.");
  });

  // Of each contract what its owner alone may do, which is what operations are for.
  it.each(["market", "oracle", "reserve", "token", "voting", "emissions"] as const)("is known of every message of the owner of %s", (name) => {
    const schema = JSON.parse(readFileSync(new URL(`../../../schema/${name}.json`, import.meta.url), "utf8")) as {
      execute: { oneOf: { description?: string; properties?: object; enum?: string[] }[] };
    };
    const owners = schema.execute.oneOf
      .filter(({ description = "" }) => /^(Owner|Guardian or owner|Minter|Marketing account|The DAO|Governance)\b/.test(description))
      .flatMap(({ properties = {}, enum: plain = [] }) => [...Object.keys(properties), ...plain]);
    expect(owners.length).toBeGreaterThan(0);
    for (const key of owners) expect(messageWords(execute(CONTRACTS[name], `{"${key}":{}}`), site).sentence, key).not.toMatch(/^Sends “/);
  });

  it("promises nothing of a contract that is not ours, for its messages may do anything", () => {
    for (const key of ["mint", "transfer", "set_dao", "unpause"]) {
      expect(messageWords(execute(STRANGER, `{"${key}":{}}`), site).sentence).toBe(`Sends “${key.replace("_", " ")}” to ${STRANGER}.`);
    }
  });

  it("names a message that is called as something every object has", () => {
    for (const key of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
      expect(messageWords(execute(CONTRACTS.market, `{"${key}":{}}`), site).sentence).toBe(`Sends “${key.replaceAll("_", " ")}” to the market.`);
    }
  });

  it("says that coins go with it", () => {
    const { sentence } = messageWords(execute(CONTRACTS.market, '{"fund_insurance":{}}', [{ denom: USDC, amount: "1500000000" }, { denom: "uother", amount: "7" }]), site);
    expect(sentence).toBe("Adds stablecoins to the insurance, for good. Pays 1,500 USDC and 7 uother with it.");
  });

  it("shows no character that nobody sees, and no page of text", () => {
    const { sentence, detail } = messageWords(execute(CONTRACTS.market, `{"\\u202eesuap":{"a":"\\u200b"},"${"x".repeat(2_000)}":1}`), site);
    expect(sentence).toBe("Sends “esuap” to the market.");
    expect(detail).not.toMatch(/[\u202e\u200b]/u);
    expect(messageWords(execute(CONTRACTS.market, `{"${"x".repeat(2_000)}":1}`), site).sentence.length).toBeLessThan(150);
  });
});

describe("a proposal", () => {
  const proposal = { title: "t", description: "d", contract: "market", notAfter: 1 };
  it("holds the numbers that were typed, or is refused", () => {
    expect(check({ ...proposal, message: '{"a":{"b":9007199254740991,"c":["123456789012345678901"]}}' }, site).ok).toBe(true);
    for (const number of ["9007199254740993", "123456789012345678901", "0.1", "1e400"]) {
      expect(check({ ...proposal, message: `{"a":{"b":[${number}]}}` }, site)).toEqual({ ok: false, why: "A number is written in quotes if it is large or has a point: it would be sent as another one." });
    }
  });
});
