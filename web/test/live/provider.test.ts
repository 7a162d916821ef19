/** A provider of liquidity: stakes the LP token, earns rewards, unstakes, and has it back when it has unbonded. */
import { eventsOf } from "@qerun/client";
import { beforeAll, describe, expect, it } from "vitest";
import { Net } from "../support/chain.ts";
import { Visitor } from "../support/live.ts";
import { ONE, provide } from "../support/scene.ts";
import { liquidity, liquidityAt, LP } from "../support/tables/liquidity.ts";
import { units } from "../support/tables/words.ts";
import { formatToken } from "../../src/core/amount.ts";

const net = Net.open();
const { qer } = net.site;

beforeAll(() => provide(net, "dave", 10_000n * ONE));
const dave = Visitor.begin(net, "dave");

const now = async (height?: number) => liquidityAt(net, await net.at(height));
const table = () => liquidity(net, dave.address);

describe("a provider of liquidity", () => {
  it("stakes the LP token", async () => {
    await dave.room("Liquidity");
    await dave.sees("before", table());
    await dave.fill("How much to stake", "5,000");
    const { landed } = await dave.signed("Stake");
    expect((await (await now(landed.height)).voting.account({ address: dave.address })).staked).toBe(5_000n * ONE);
    await dave.sees("staked", table());
  });

  it("unstakes a part, and claims rewards meanwhile", async () => {
    await dave.fill("How much to unstake", "1,000");
    const { landed: unstaked } = await dave.signed("Unstake");
    expect((await (await now(unstaked.height)).voting.account({ address: dave.address })).staked).toBe(4_000n * ONE);
    await dave.sees("unstaked", table());
    // In the block of the unstake nothing more was due, and the claim would come without a release.
    await dave.shown("Liquidity rewards / Yours to claim: note", (note) => note.endsWith("with the next release"));
    const before = await (await net.at()).qer(dave.address);
    const { sentence, landed } = await dave.signed("Claim rewards");
    expect(eventsOf(landed.events, "qerun-emissions/release")).toHaveLength(1);
    const came = (await (await net.at(landed.height)).qer(dave.address)) - before;
    expect(came).toBeGreaterThanOrEqual(units(/About (.+) of rewards/.exec(sentence)![1]!, qer));
    await dave.sees("rewards claimed", table());
  });

  it("has the LP token back when it has unbonded", async () => {
    const button = `Claim ${formatToken(1_000n * ONE, LP)}`;
    await dave.page.getByRole("button", { name: button, exact: true }).waitFor({ timeout: 120_000 });
    await dave.sees("free", table());
    const before = await (await now()).lp.balance({ address: dave.address });
    const { landed } = await dave.signed(button);
    expect((await (await now(landed.height)).lp.balance({ address: dave.address })).balance - before.balance).toBe(1_000n * ONE);
    await dave.sees("claimed", table());
  });
});
