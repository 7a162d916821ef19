/** Bad days of chain and protocol, live: no coins for gas, others who were faster, a paused market, silent feeders. */
import { instruct, market } from "@qerun/client";
import { Secp256k1HdWallet } from "@cosmjs/amino";
import { describe, expect, it } from "vitest";
import { PAUSE } from "../../support/faulty-net.ts";
import { LiveDay } from "../../support/live-day.ts";
import { ONE } from "../../support/scene.ts";
import { Person } from "../../support/signer.ts";
import { TestWallet } from "../../support/wallet.ts";

const day = LiveDay.begin();

describe("the chain", () => {
  it("gets no fee from an account that has stablecoins alone: said before the wallet opens", async () => {
    const { site } = day.net;
    const { node } = day.faulty;
    const { mnemonic } = await Secp256k1HdWallet.generate(12);
    day.wallet = await TestWallet.make(mnemonic);
    const address = await day.wallet.address();
    await day.open("supply");
    await day.amount.fill("10");
    await day.says("Your wallet has less.");
    const dave = await Person.of(day.net, "dave");
    await dave.give(address, [{ denom: site.stable.home, amount: 50n * ONE }]);
    await day.page.getByText("Your wallet has less.").first().waitFor({ state: "detached" });
    await day.button("Supply").click();
    await day.says(/^The fee is [0-9.]+ STAKE, and this account has 0 STAKE\.$/);
    await day.says("Get some STAKE on this account; nothing was sent.");
    expect(day.wallet.asked).toEqual([]);
    await day.picture("no-gas-money");
    await dave.give(address, [{ denom: site.home.feeDenom, amount: ONE }]);
    await day.dialog.getByRole("button", { name: "Try again" }).click();
    await day.sign();
    await day.included();
    expect(await node.balance(address, site.home.feeDenom)).toBeLessThan(1_000_000n);
  });

  it("has others who were faster than the signature: it fails in the block for the fee alone, and then in the simulation for nothing", async () => {
    const { site } = day.net;
    const bob = day.net.address("bob");
    await day.faulty.send("dave", instruct(site.home.contracts.market, market.execute.supply({}), day.faulty.stable(1_000n * ONE)));
    await day.open("supply");
    await day.page.getByLabel("How much to take").fill("900");
    await day.button("Withdraw").click();
    await day.signature.waitFor();
    // Somebody takes nearly all that is at hand: the simulation could not know.
    const { cash } = await day.faulty.market.state();
    const { assets } = await day.faulty.market.supplier({ user: bob });
    const take = cash - 500n * ONE;
    expect(assets).toBeGreaterThan(take);
    await day.faulty.send("bob", instruct(site.home.contracts.market, market.execute.withdraw({ amount: take })));
    try {
      await day.sign();
      await day.says(/^The market has [0-9,.]+ USDC at hand, the rest is lent\.$/);
      await day.says("The fee was taken; nothing else happened.");
      await day.picture("others-were-faster");
      // Now the simulation knows: refused before the wallet opens, and without a fee.
      const signatures = day.wallet.asked.length;
      await day.dialog.getByRole("button", { name: "Try again" }).click();
      await day.page.getByText("The fee was taken").waitFor({ state: "detached" });
      await day.says(/^The market has [0-9,.]+ USDC at hand, the rest is lent\.$/);
      expect(await day.page.getByText("The fee was taken").count()).toBe(0);
      expect(day.wallet.asked.length).toBe(signatures);
      await day.picture("contract-error");
      await day.closeReview();
      expect(await day.page.getByLabel("How much to take").inputValue()).toBe("900");
    } finally {
      await day.faulty.send("bob", instruct(site.home.contracts.market, market.execute.supply({}), day.faulty.stable(take)));
    }
  });
});

describe("the protocol", () => {
  it("is paused by the guardian: said beforehand; taking out goes on; over by itself", async () => {
    const { site } = day.net;
    await day.faulty.send("dave", instruct(site.home.contracts.market, market.execute.supply({}), day.faulty.stable(100n * ONE)));
    await day.open("supply");
    await day.amount.fill("10");
    await day.faulty.pause();
    await day.says(/Supplying is paused until/);
    expect(await day.button("Supply").isDisabled()).toBe(true);
    await day.picture("paused");
    await day.page.getByLabel("How much to take").fill("20");
    await day.button("Withdraw").click();
    await day.sign();
    await day.included();
    await day.closeReview();
    await day.room("Overview");
    await day.says(/Borrowing is paused until/);
    await day.room("Supply");
    await day.page.getByText(/Supplying is paused until/).first().waitFor({ state: "detached", timeout: (PAUSE + 30) * 1000 });
    expect(await day.amount.inputValue()).toBe("10");
    await day.button("Supply").click();
    await day.sign();
    await day.included();
  });

  it("has silent feeders: the price grows too old, nothing new is borrowed, repaying goes on", async () => {
    const { site } = day.net;
    const at = site.home.contracts;
    const place = { token: at.token, contract: at.market };
    await day.faulty.send("dave", market.hooks.depositCollateral(place, 1_000n * ONE), instruct(at.market, market.execute.borrow({ amount: 60n * ONE })));
    await day.open("borrow");
    await day.page.getByLabel("Borrow USDC").fill("70");
    await expect.poll(() => day.button("Borrow").isEnabled(), { timeout: 20_000 }).toBe(true);
    const { as_of, expires } = await (await day.net.at()).price(site.qer.oracle);
    await day.faulty.stopFeeding();
    try {
      await day.says("The price of QER is too old.", (expires - as_of + 40) * 1000);
      await expect.poll(() => day.button("Borrow").isDisabled()).toBe(true);
      await day.picture("stale-price", "The price of QER is too old.");
      await day.room("Overview");
      await day.says(/too old since .*: no new debt, no liquidation/);
      await day.room("Borrow");
      await day.page.getByRole("group", { name: "What to do" }).getByRole("button", { name: "Repay" }).click();
      await day.page.getByRole("button", { name: "Max for How much to repay" }).click();
      await day.button("Repay").click();
      await day.sign();
      await day.included();
      await day.closeReview();
      expect((await day.faulty.market.position({ user: await day.wallet.address() })).debt).toBe(0n);
    } finally {
      await day.faulty.tell();
      day.faulty.startFeeding();
    }
    await day.page.getByRole("group", { name: "What to do" }).getByRole("button", { name: "Deposit and borrow" }).click();
    await expect.poll(() => day.button("Borrow").isEnabled(), { timeout: 20_000 }).toBe(true);
  });
});
