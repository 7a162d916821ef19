/** A member of the team: sees what has vested, and claims it. */
import { describe, expect, it } from "vitest";
import { Net } from "../support/chain.ts";
import { Visitor } from "../support/live.ts";
import { members, vesting } from "../support/tables/vesting.ts";
import { units } from "../support/tables/words.ts";

const net = Net.open();
const { qer, home } = net.site;
const contract = home.contracts["vesting-frank"]!;

const frank = Visitor.begin(net, "frank");

describe("a member of the team", () => {
  it("claims what has vested", async () => {
    await frank.room("Vesting");
    await frank.sees("before", members(net, frank.address));
    const before = await net.at();
    expect(await vesting(before, contract, "distributable")).toBeGreaterThan(0n);
    const { sentence, landed } = await frank.signed("Claim what has vested");
    const then = await net.at(landed.height);
    const came = (await then.qer(frank.address)) - (await before.qer(frank.address));
    expect(came).toBeGreaterThanOrEqual(units(/^At least (.+?) come to your wallet/.exec(sentence)![1]!, qer));
    expect(came).toBe((await vesting(then, contract, "vested")) - (await vesting(before, contract, "vested")) + (await vesting(before, contract, "distributable")));
    expect(await vesting(then, contract, "distributable")).toBe(0n);
    await frank.sees("claimed", members(net, frank.address));
  });
});
