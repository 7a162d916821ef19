/**
 * A staker, with a Ledger: stakes in two tiers, has power a block later, comes to a perk and to rewards, raises, unstakes,
 * claims the rewards, and the stake when it has unbonded. Prices fall at the beginning: the averages follow while he waits.
 */
import { eventsOf } from "@qerun/client";
import { beforeAll, describe, expect, it } from "vitest";
import { formatToken } from "../../src/core/amount.ts";
import { Visitor } from "../support/live.ts";
import { Net } from "../support/chain.ts";
import { ONE, tell } from "../support/scene.ts";
import { overview } from "../support/tables/overview.ts";
import { stake } from "../support/tables/stake.ts";
import { units } from "../support/tables/words.ts";

const net = Net.open();
const { qer } = net.site;

beforeAll(async () => {
  await tell(net, { qer: "0.05", eth: "1900" });
});
const bob = Visitor.begin(net, "bob");
beforeAll(async () => {
  bob.wallet.ledger = true;
  await bob.reload();
});

const account = async (height?: number) => (await net.at(height)).voting.account({ address: bob.address });
const wallet = async (height?: number) => (await net.at(height)).qer(bob.address);

async function everywhere(step: string, tier = 0): Promise<void> {
  await bob.sees(step, stake(net, bob.address, tier));
  await bob.room("Overview");
  await bob.sees(`overview, ${step}`, overview(net));
  await bob.room("Stake");
}

describe("a staker with a Ledger", () => {
  it("sees nothing of his own yet", async () => {
    await bob.room("Stake");
    await everywhere("nothing staked");
  });

  it("stakes in a tier, and has its power from the next block on", async () => {
    const before = await wallet();
    await bob.fill("How much to stake", "100,000");
    const { sentence, landed } = await bob.signed("Stake");
    expect(landed.mode).toBe("SIGN_MODE_LEGACY_AMINO_JSON");
    expect(sentence).toBe(`You stake ${formatToken(100_000n * ONE, qer)}, and from the next block on vote with a power of 100,000 more.`);
    expect(before - (await wallet(landed.height))).toBe(100_000n * ONE);
    // What counts for votes in the block of the change is what was before it.
    const { voting } = await net.at(landed.height + 1);
    const of = (height: number) => voting.votingPowerAtHeight({ address: bob.address, height });
    expect((await of(landed.height)).power).toBe(0n);
    expect((await of(landed.height + 1)).power).toBe(100_000n * ONE);
    await everywhere("staked");
    await bob.page.getByLabel("Tier", { exact: true }).selectOption("1");
    await bob.fill("How much to stake", "5,000");
    const { sentence: second } = await bob.signed("Stake");
    expect(second).toContain("with a power of 7,500 more");
    expect((await account()).stakes).toEqual([100_000n * ONE, 5_000n * ONE, 0n, 0n]);
    await everywhere("staked in a second tier");
  });

  it("unstakes a part", async () => {
    await bob.fill("How much to unstake", "20,000");
    const { landed } = await bob.signed("Unstake");
    expect((await account(landed.height)).stakes[0]).toBe(80_000n * ONE);
    const { claims } = await (await net.at(landed.height)).voting.claims({ address: bob.address });
    expect(claims.map(({ amount }) => amount)).toEqual([20_000n * ONE]);
    await everywhere("unstaked");
  });

  it("comes to reputation, and to the perk that asks for it", async () => {
    await bob.shown("Perks / low-contribution", (value) => value.endsWith("| yours"));
    const { reputation } = await account();
    expect(reputation).toBeGreaterThan(10n * ONE);
    await everywhere("with the perk");
  });

  it("raises a part to a higher tier", async () => {
    await bob.fill("How much to raise", "40,000");
    const { sentence, landed } = await bob.signed("Raise");
    expect(sentence).toContain("your power grows by 20,000 from the next block on");
    const { stakes, power } = await account(landed.height);
    expect(stakes).toEqual([40_000n * ONE, 45_000n * ONE, 0n, 0n]);
    expect(power).toBe(107_500n * ONE);
    await everywhere("raised");
  });

  it("releases and claims rewards", async () => {
    await bob.shown("Lock rewards / Yours to claim: note", (note) => note.endsWith("with the next release"));
    const before = await wallet();
    const { sentence, landed } = await bob.signed("Claim rewards");
    const said = units(/About (.+) of rewards/.exec(sentence)![1]!, qer);
    const came = (await wallet(landed.height)) - before;
    expect(eventsOf(landed.events, "qerun-emissions/release")).toHaveLength(1);
    // The stream goes on until the block of the claim: what comes is a few seconds more.
    expect(came).toBeGreaterThanOrEqual(said);
    const { streams } = await (await net.at()).emissions.streams();
    const { after, released } = streams.find(({ id }) => id === "lock")!.schedule.points[0]!;
    expect(came - said).toBeLessThan((60n * released) / BigInt(after));
    await everywhere("rewards claimed");
  });

  it("unstakes from the higher tier, and rejects another one", async () => {
    await bob.page.getByLabel("Of tier").selectOption("1");
    await bob.fill("How much to unstake", "5,000");
    await bob.review("Unstake");
    bob.wallet.rejects = true;
    await bob.sign();
    expect(await bob.failure()).toBe("You did not sign.");
    expect((await account()).stakes).toEqual([40_000n * ONE, 45_000n * ONE, 0n, 0n]);
    bob.wallet.rejects = false;
    // What was typed is still there.
    const { landed } = await bob.signed("Unstake");
    expect((await account(landed.height)).stakes).toEqual([40_000n * ONE, 40_000n * ONE, 0n, 0n]);
    await bob.sees("unstaked from the higher tier", stake(net, bob.address, 1));
  });

  it("claims the stake when it has unbonded", async () => {
    const button = `Claim ${formatToken(20_000n * ONE, qer)}`;
    await bob.page.getByRole("button", { name: button, exact: true }).waitFor({ timeout: 240_000 });
    await bob.sees("a part is free", stake(net, bob.address, 1));
    const before = await wallet();
    const { sentence, landed } = await bob.signed(button);
    expect(sentence).toBe(`${formatToken(20_000n * ONE, qer)} come to your wallet.`);
    expect((await wallet(landed.height)) - before).toBe(20_000n * ONE);
    await bob.sees("claimed", stake(net, bob.address, 1));
    expect(bob.wallet.asked.every((kind) => kind === "amino")).toBe(true);
  });
});
