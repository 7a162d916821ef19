/** What the page reads of contracts that are not ours: their shapes, and that another shape is no figure. */
import { Node } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { poolOf } from "../../src/chain/pair.ts";
import { vestedOf, vestingContracts, vestOf } from "../../src/chain/vesting.ts";
import { partOf } from "../../src/rooms/liquidity/liquidity.tsx";
import { CONTRACTS, OTHER, USDC, vesting } from "../support/answers.ts";

/** A node whose contract answers by the key of the query. */
class Answering extends Node {
  constructor(private readonly answers: Record<string, unknown>) {
    super("");
  }
  override smart(_contract: string, query: object): Promise<unknown> {
    return Promise.resolve(this.answers[Object.keys(query)[0]!]);
  }
}
const START = 1_760_000_000;
const info = vesting(OTHER, "400")["info"] as Record<string, unknown>;

describe("a vesting contract", () => {
  it("says to whom, how much, from when and until when", async () => {
    expect(await vestOf(new Answering({ info }), "v")).toEqual({ recipient: OTHER, status: "funded", claimed: 1_000_000_000n, total: 400n, first: START + 31_536_000, end: START + 126_144_000 });
  });
  it("of a straight line begins with its start", async () => {
    const line = { ...info, vested: { saturating_linear: { min_x: 60, min_y: "5", max_x: 100, max_y: "7" } } };
    expect(await vestOf(new Answering({ info: line }), "v")).toMatchObject({ first: START + 60, end: START + 100, total: 7n });
  });
  it("that was cancelled has an amount and no more times", async () => {
    const over = { ...info, status: { canceled: { owner_withdrawable: "3" } }, vested: { constant: { y: "100" } } };
    expect(await vestOf(new Answering({ info: over }), "v")).toMatchObject({ status: "cancelled", total: 100n, first: undefined, end: undefined });
    expect(await vestOf(new Answering({ info: { ...info, status: "unfunded" } }), "v")).toMatchObject({ status: "unfunded" });
  });
  it.each([[{}], [{ ...info, vested: { other: {} } }], [{ ...info, vested: { piecewise_linear: { steps: [["a", "1"]] } } }], [{ ...info, claimed: 5 }]])("of another shape is none: %j", async (other) => {
    await expect(vestOf(new Answering({ info: other }), "v")).rejects.toThrow();
  });
  it("answers what has vested and what can be claimed", async () => {
    expect(await vestedOf(new Answering({ vested: "100", distributable: "40" }), "v")).toEqual({ vested: 100n, claimable: 40n });
    await expect(vestedOf(new Answering({ vested: "100", distributable: 40 }), "v")).rejects.toThrow();
  });
  it("is found in the deployment file by its name", () => {
    expect(vestingContracts({ market: "a", "vesting-frank": "f", "vesting-erin": "e", vesting: undefined })).toEqual([{ member: "erin", address: "e" }, { member: "frank", address: "f" }]);
  });
});

describe("the pair", () => {
  const assets = [
    { info: { native_token: { denom: USDC } }, amount: "816" },
    { info: { token: { contract_addr: CONTRACTS.token } }, amount: "800" },
  ];
  it("is read by its tokens, in whichever order they are", async () => {
    const pool = { qer: 800n, stable: 816n, shares: 1_000n };
    for (const order of [assets, [...assets].reverse()]) {
      expect(await poolOf(new Answering({ pool: { assets: order, total_share: "1000" } }), "p", CONTRACTS.token, USDC)).toEqual(pool);
    }
    expect(partOf(pool.qer, 333n, pool)).toBe(266n);
    expect(partOf(0n, 5n, { qer: 0n, stable: 0n, shares: 0n })).toBe(0n);
    expect(partOf(pool.qer, undefined, pool)).toBeUndefined();
  });
  it("of other tokens is refused", async () => {
    const node = new Answering({ pool: { assets, total_share: "1000" } });
    await expect(poolOf(node, "p", CONTRACTS.token, "uother")).rejects.toThrow();
    await expect(poolOf(new Answering({ pool: { assets: [{ ...assets[0], amount: 5 }], total_share: "1" } }), "p", CONTRACTS.token, USDC)).rejects.toThrow();
  });
});
