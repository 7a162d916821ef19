/**
 * A borrower: deposits and borrows in one transaction, adds collateral, repays a part while his ETH is being bought, follows
 * the purchase over IBC, collects, repays the rest in two parts, and takes his QER back.
 */
import { eventsOf } from "@qerun/client";
import { afterAll, describe, expect, it } from "vitest";
import { formatShort, formatToken, type Unit } from "../../src/core/amount.ts";
import { decimal, formatHealth } from "../../src/core/decimal.ts";
import { Visitor } from "../support/live.ts";
import { Net, within } from "../support/chain.ts";
import { ONE } from "../support/scene.ts";
import { borrow } from "../support/tables/borrow.ts";
import { claims } from "../support/tables/claims.ts";
import { overview } from "../support/tables/overview.ts";
import { amount, nearly, units } from "../support/tables/words.ts";

const net = Net.open();
const { qer, stable, eth } = net.site;
/** Of dave's borrow. */
let batch: bigint;
/** Of his collateral, while he owed something. */
let taken = 0n;

const dave = Visitor.begin(net, "dave");
afterAll(async () => {
  // However the run ends: nobody else should wait for a relayer.
  await net.relayer("start");
});

/** See `nearly`. */
function expectNearly(said: string, came: bigint, unit: Unit): void {
  expect(nearly(units(said, unit), came), `${said} was said, ${came} came`).toBe(true);
}

const position = async (height?: number) => (await net.at(height)).market.position({ user: dave.address });
const form = (name: string) => dave.page.getByRole("group", { name: "What to do" }).getByRole("button", { name, exact: true }).click();

/** All rooms that show the position. */
async function everywhere(step: string): Promise<void> {
  await dave.room("Claims");
  await dave.sees(`claims, ${step}`, claims(net, dave.address));
  await dave.room("Overview");
  await dave.sees(`overview, ${step}`, overview(net));
}

describe("a borrower", () => {
  it("sees nothing of his own yet", async () => {
    await dave.room("Borrow");
    await dave.sees("before", borrow(net, dave.address, "borrow"));
    await everywhere("before");
  });

  it("deposits and borrows in one transaction, and gets what the page said", async () => {
    // The purchase is to be under way for a while.
    await net.relayer("stop");
    await dave.room("Borrow");
    const before = await net.at();
    const had = [await before.stable(dave.address), await before.qer(dave.address)] as const;
    await dave.fill("Deposit QER", "10,000");
    await dave.fill("Borrow USDC", "3,000");
    const said = {
      collateral: await dave.becomes("Where you stand / Collateral"),
      debt: await dave.becomes("Where you stand / Debt"),
      claim: await dave.becomes("Where you stand / Claim not bought yet"),
      health: await dave.becomes("Where you stand / Health"),
      begins: await dave.becomes("Where you stand / Liquidation begins at"),
      paid: await dave.shown("Deposit and borrow / Paid to you now", (value) => value !== amount(0n, stable)),
      buys: await dave.shown("Deposit and borrow / Buys ETH for you", () => true),
      contribution: await dave.shown("Deposit and borrow / Contribution", () => true),
    };
    const { sentence, landed } = await dave.signed("Borrow");
    expect(landed.mode).toBe("SIGN_MODE_DIRECT");
    const [borrowed] = eventsOf(landed.events, "qerun-market/borrow");
    const { paid_out: paid, claim, contribution, batch_id: id } = borrowed!;
    batch = id;
    expect(paid + claim + contribution).toBe(3_000n * ONE);
    expect([said.paid, said.buys, said.contribution]).toEqual([paid, claim, contribution].map((part) => amount(part, stable)));
    expect(sentence).toBe(
      `You deposit ${formatToken(10_000n * ONE, qer)} as collateral. You borrow ${formatToken(3_000n * ONE, stable)}: ${formatToken(paid, stable)} are paid to you now, ` +
        `${formatToken(claim, stable)} buy ETH that is released to you as you repay, and ${formatToken(contribution, stable)} are a contribution that does not come back.`,
    );
    const after = await net.at(landed.height);
    expect((await after.stable(dave.address)) - had[0]).toBe(paid);
    expect(had[1] - (await after.qer(dave.address))).toBe(10_000n * ONE);
    // What was shown before is what has come.
    const come = await after.market.position({ user: dave.address });
    expect([said.collateral, said.debt, said.claim]).toEqual([amount(come.collateral, qer), amount(come.debt, stable), amount(claim, stable)]);
    expect(said.health).toBe(formatHealth(decimal(come.health!)));
    const { figures } = await dave.sees("borrowed", borrow(net, dave.address, "borrow"));
    expect(figures["Where you stand / Liquidation begins at"]).toBe(said.begins);
    // The batch was full and left with it.
    expect((await position()).claim).toMatchObject({ unsent: 0n, pending: claim });
    await everywhere("being bought");
  });

  it("adds collateral", async () => {
    await dave.room("Borrow");
    await dave.fill("Deposit QER", "500");
    const said = await dave.becomes("Where you stand / Health");
    const { landed } = await dave.signed("Deposit");
    const { collateral, health } = await position(landed.height);
    expect(collateral).toBe(10_500n * ONE);
    expect(formatHealth(decimal(health!))).toBe(said);
    await dave.sees("more collateral", borrow(net, dave.address, "borrow"));
  });

  it("repays a part while ETH is being bought: its part of that is owed", async () => {
    await form("Repay");
    await dave.sees("the form for repaying", borrow(net, dave.address, "repay"));
    await dave.fill("How much to repay", "1,000");
    const said = await dave.shown("Repay / Owed to you", (value) => value !== amount(0n, stable));
    const before = await position();
    const { landed } = await dave.signed("Repay");
    const [repaid] = eventsOf(landed.events, "qerun-market/repay");
    expect(repaid!.amount).toBe(1_000n * ONE);
    const { batches } = await (await net.at(landed.height)).market.owed({ user: dave.address });
    expect(batches).toMatchObject([{ batch_id: batch }]);
    expectNearly(said, batches[0]!.user_in, stable);
    expect((await position(landed.height)).claim.pending).toBe(before.claim.pending - batches[0]!.user_in);
    await dave.sees("a part repaid", borrow(net, dave.address, "repay"));
    await everywhere("a part owed");
  });

  it("follows the purchase over IBC to the ETH, and collects what he is owed", async () => {
    await dave.page.getByText("done in block").first().waitFor();
    expect(await dave.page.getByText(`Batch ${batch}: being bought on the other chain`).count()).toBe(1);
    await net.relayer("start");
    await dave.page.getByText("done, ETH bought").waitFor({ timeout: 240_000 });
    await everywhere("bought");
    await dave.room("Claims");
    const before = await net.at();
    const { collectable } = await before.market.owed({ user: dave.address });
    expect(collectable).toBeGreaterThan(0n);
    const { sentence, landed } = await dave.signed("Collect");
    expect(sentence).toBe(`${formatShort(collectable, eth.decimals, 8)} ${eth.symbol} that you are owed come to your wallet.`);
    expect((await (await net.at(landed.height)).eth(dave.address)) - (await before.eth(dave.address))).toBe(collectable);
    await everywhere("collected");
  });

  it("repays another part, and gets the ETH that the page said", async () => {
    await dave.room("Borrow");
    await form("Repay");
    await dave.fill("How much to repay", "500");
    const said = await dave.shown("Repay / ETH released to you", (value) => value !== amount(0n, eth));
    const before = await net.at();
    const { sentence, landed } = await dave.signed("Repay");
    const [repaid] = eventsOf(landed.events, "qerun-market/repay");
    const came = (await (await net.at(landed.height)).eth(dave.address)) - (await before.eth(dave.address));
    expect(came).toBe(repaid!.released_eth);
    expectNearly(said, came, eth);
    expectNearly(/about (.+? ETH) come to your wallet/.exec(sentence)![1]!, came, eth);
    await dave.sees("another part repaid", borrow(net, dave.address, "repay"));
    await everywhere("another part repaid");
  });

  it("takes out by Max what his debt does not need", async () => {
    await dave.room("Borrow");
    await form("Withdraw");
    await dave.sees("the form for withdrawing, with debt", borrow(net, dave.address, "withdraw"));
    await dave.max("How much to take out");
    const typed = units(await dave.page.getByLabel("How much to take out").inputValue(), qer);
    // As long as somebody takes to read it: interest runs meanwhile.
    await dave.page.waitForTimeout(4_000);
    const before = await net.at();
    const { landed } = await dave.signed("Withdraw");
    expect((await (await net.at(landed.height)).qer(dave.address)) - (await before.qer(dave.address))).toBe(typed);
    taken = typed;
    await dave.sees("as much as can be withdrawn", borrow(net, dave.address, "withdraw"));
  });

  it("repays all by Max, with what is too much coming back", async () => {
    await dave.room("Borrow");
    await form("Repay");
    const before = await net.at();
    const had = await position(before.height);
    await dave.max("How much to repay");
    const { landed } = await dave.signed("Repay");
    const then = await net.at(landed.height);
    const [repaid] = eventsOf(landed.events, "qerun-market/repay");
    expect(await then.market.position({ user: dave.address })).toMatchObject({ debt: 0n, claim: { eth: 0n, unsent: 0n, pending: 0n, stable: 0n } });
    expect((await before.stable(dave.address)) - (await then.stable(dave.address))).toBe(repaid!.amount - had.claim.unsent - had.claim.stable);
    expect((await then.eth(dave.address)) - (await before.eth(dave.address))).toBe(had.claim.eth);
    await dave.sees("all repaid", borrow(net, dave.address, "repay"));
    await everywhere("all repaid");
  });

  it("takes his collateral out by Max", async () => {
    await dave.room("Borrow");
    await form("Withdraw");
    await dave.sees("the form for withdrawing", borrow(net, dave.address, "withdraw"));
    await dave.max("How much to take out");
    const before = await net.at();
    const { sentence, landed } = await dave.signed("Withdraw");
    expect(sentence).toBe(`${formatToken(10_500n * ONE - taken, qer)} of your collateral come back to your wallet.`);
    expect((await (await net.at(landed.height)).qer(dave.address)) - (await before.qer(dave.address))).toBe(10_500n * ONE - taken);
    await within(10, "the position is gone", async () => (await position()).collateral === 0n);
    await dave.sees("all withdrawn", borrow(net, dave.address, "withdraw"));
    await everywhere("all withdrawn");
  });
});
