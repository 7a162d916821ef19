/** A supplier: supplies, earns interest, withdraws a part, and all by Max. The wallet signs with a fee of its own. */
import { eventsOf } from "@qerun/client";
import { beforeAll, describe, expect, it } from "vitest";
import { formatToken } from "../../src/core/amount.ts";
import { Visitor } from "../support/live.ts";
import { Net } from "../support/chain.ts";
import { indebt, ONE } from "../support/scene.ts";
import { overview } from "../support/tables/overview.ts";
import { supply } from "../support/tables/supply.ts";

const net = Net.open();
const { stable, home } = net.site;

beforeAll(async () => {
  // Somebody has to pay interest: two whom prices will catch, the second one less.
  await indebt(net, 1, 100_000n * ONE, 49_500n * ONE);
  await indebt(net, 2, 60_000n * ONE, 29_000n * ONE);
});
const carol = Visitor.begin(net, "carol");
beforeAll(async () => {
  carol.wallet.ownFee = { denom: home.feeDenom, amount: 4_321n, gas: 1_234_567n };
});

const wallet = async (height?: number) => (await net.at(height)).stable(carol.address);
const supplied = async (height?: number) => (await (await net.at(height)).market.supplier({ user: carol.address })).assets;

describe("a supplier", () => {
  it("sees nothing of his own yet", async () => {
    await carol.sees("overview", overview(net));
    await carol.room("Supply");
    await carol.sees("nothing supplied", supply(net, carol.address));
    expect(await supplied()).toBe(0n);
  });

  it("supplies", async () => {
    const before = await wallet();
    await carol.fill("How much", "50,000");
    const { sentence, landed } = await carol.signed("Supply");
    expect(sentence).toContain(`You lend ${formatToken(50_000n * ONE, stable)} to the market`);
    expect(before - (await wallet(landed.height))).toBe(50_000n * ONE);
    // Shares are rounded down: at most a unit is missing.
    expect(50_000n * ONE - (await supplied(landed.height))).toBeLessThanOrEqual(1n);
    await carol.sees("supplied", supply(net, carol.address));
  });

  it("earns interest", async () => {
    await carol.shown("Yours / Supplied, with interest", (value) => /^50,000\.000[1-9]/.test(value));
    await carol.sees("with interest", supply(net, carol.address));
  });

  it("withdraws a part", async () => {
    const before = await wallet();
    await carol.fill("How much to take", "10,000");
    const { sentence, landed } = await carol.signed("Withdraw");
    expect(sentence).toContain(formatToken(10_000n * ONE, stable));
    expect((await wallet(landed.height)) - before).toBe(10_000n * ONE);
    await carol.sees("a part withdrawn", supply(net, carol.address));
  });

  it("withdraws all by Max, with what accrues until the block", async () => {
    const before = await wallet();
    await carol.max("How much to take");
    const typed = await carol.page.getByLabel("How much to take").inputValue();
    // As long as somebody takes to read it: interest accrues meanwhile.
    await carol.page.waitForTimeout(4_000);
    const { sentence, landed } = await carol.signed("Withdraw");
    expect(sentence).toBe(`All that you have supplied comes back to your wallet: at least ${typed} ${stable.symbol}.`);
    const { shares, assets } = await (await net.at(landed.height)).market.supplier({ user: carol.address });
    expect([shares, assets]).toEqual([0n, 0n]);
    const [event] = eventsOf(landed.events, "qerun-market/withdraw");
    expect((await wallet(landed.height)) - before).toBe(event?.amount);
    await carol.sees("all withdrawn", supply(net, carol.address));
    await carol.room("Overview");
    await carol.sees("overview, without him", overview(net));
  });
});
