/** Bad days of the wallet: it refuses, is locked, not there, or has another account. */
import { describe, expect, it } from "vitest";
import { USDC } from "../../support/answers.ts";
import { BadDay } from "../../support/bad-day.ts";
import { Stage } from "../../support/browser.ts";

const day = BadDay.begin();

describe("the wallet", () => {
  it("rejects: nothing is sent, what was typed is kept, and it can be tried again", async () => {
    const { stage } = day;
    await day.supply();
    stage.wallet.rejects = true;
    await day.sign();
    await day.says("You did not sign.");
    await day.picture("signature-rejected");
    expect(await day.amount.inputValue()).toBe("100");
    stage.wallet.rejects = false;
    await day.dialog.getByRole("button", { name: "Try again" }).click();
    await day.sign();
    await day.included();
    expect(stage.node.sent.length).toBe(1);
  });

  it("is locked", async () => {
    day.stage.wallet.locked = true;
    await day.stage.go();
    await day.page.getByRole("button", { name: "Connect wallet" }).click();
    await day.says("The wallet is locked. Unlock it and try again");
    await day.shown("wallet-locked");
    day.stage.wallet.locked = false;
    await day.stage.connect();
  });

  it("refuses to connect: said as it is, with nothing about signing", async () => {
    day.stage.wallet.rejects = true;
    await day.stage.go();
    await day.button("Connect wallet").click();
    await day.says("The wallet was not connected.");
    await day.picture("wallet-not-connected");
    day.stage.wallet.rejects = false;
    await day.stage.connect();
  });

  it("does not answer, for its window is hidden: said, and it can be given up", async () => {
    day.stage.wallet.silent = true;
    await day.stage.go();
    await day.button("Connect wallet").click();
    await day.says("Answer in the window of Keplr; it may be behind this one.");
    expect(await day.stage.axe()).toEqual([]);
    await day.picture("wallet-silent");
    await day.button("Cancel").click();
    day.stage.wallet.silent = false;
    await day.stage.connect();
  });

  it("is locked in mid-flow: nothing is sent", async () => {
    await day.supply();
    await day.dialog.getByRole("button", { name: "Sign in Keplr" }).waitFor();
    day.stage.wallet.locked = true;
    await day.sign();
    await day.says("The wallet is locked.");
    expect(day.stage.node.sent).toEqual([]);
  });

  it("does not know the chain: the page suggests it", async () => {
    day.stage.wallet.knowsChain = false;
    await day.stage.go();
    await day.stage.connect();
    expect(day.stage.wallet.suggested).toEqual([{ chainId: "home-1", chainName: "Home" }]);
  });

  it("is not there", async () => {
    const none = await Stage.open(day.browser, { wallet: false });
    await none.go();
    await none.page.getByRole("button", { name: "Connect wallet" }).click();
    await none.page.getByText("No wallet is in this browser.").waitFor();
    await none.close();
  });

  it.each([false, true])("has a fee that the user chose in it (Ledger: %s): that is signed, sent and shown", async (ledger) => {
    const { stage } = day;
    stage.wallet.ledger = ledger;
    stage.wallet.ownFee = { denom: "stake", amount: 375n, gas: 250_000n };
    await day.supply();
    await day.says("0.000221 STAKE");
    await day.sign();
    await day.included();
    expect(stage.node.sent.map(({ valid, gas }) => [valid, gas])).toEqual([[true, 250_000n]]);
    await day.says("0.000375 STAKE");
    await day.says("250,000 asked for, 170,000 used");
  });

  it("switches the account in mid-flow: nothing is signed for the other one", async () => {
    await day.supply();
    await day.dialog.getByRole("button", { name: "Sign in Keplr" }).waitFor();
    await day.stage.wallet.switchTo(1, day.page, false);
    await day.sign();
    await day.says("The wallet has another account now");
    expect(day.stage.wallet.asked).toEqual([]);
    await day.picture("account-switched");
    await day.dialog.getByRole("button", { name: "Close" }).click();
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("switches the account while its window is open: what the first one signs is followed to its block", async () => {
    await day.supply();
    let sees = () => {};
    day.stage.wallet.looks = new Promise((done) => (sees = done));
    await day.sign();
    await expect.poll(() => day.stage.wallet.asked).toEqual(["direct"]);
    await day.stage.wallet.switchTo(1, day.page);
    await day.page.locator("header").getByText("Account 1").waitFor();
    sees();
    await day.included();
    expect(day.stage.node.sent.length).toBe(1);
  });

  it("tells of another account: the page follows it, and its figures are the other's", async () => {
    await day.stage.go();
    await day.stage.connect();
    const first = await day.stage.wallet.address();
    await day.stage.wallet.switchTo(1, day.page);
    await day.says("Account 1");
    expect(await day.page.locator(".wallet").innerText()).not.toContain(first.slice(-5));
  });

  it("is connected again after a reload", async () => {
    await day.stage.go();
    await day.stage.connect();
    await day.page.reload();
    await day.page.getByRole("button", { name: "Disconnect" }).waitFor();
  });

  it("has less than what is typed: said with the reason, and the max button knows it", async () => {
    day.stage.node.balances[USDC] = "50000000";
    await day.stage.go("supply");
    await day.stage.connect();
    await day.amount.fill("100");
    await day.says("Your wallet has less.");
    await day.page.getByRole("button", { name: "Max for How much", exact: true }).click();
    expect(await day.amount.inputValue()).toBe("50");
  });
});
