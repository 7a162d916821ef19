/** Bad days of the node: down, behind, of another chain. */
import { describe, expect, it } from "vitest";
import { BadDay } from "../../support/bad-day.ts";
import { Stage } from "../../support/browser.ts";

const day = BadDay.begin();

describe("the node", () => {
  it("is down: figures stay, marked with their age, and nothing can be signed", async () => {
    const { stage } = day;
    await stage.go("supply");
    await stage.connect();
    await day.amount.fill("100");
    await day.says("4,000");
    stage.node.down = true;
    await day.says(/cannot be reached. The figures are .* old/);
    await day.says("nothing is signed on old figures");
    expect(await day.button("Supply").isDisabled()).toBe(true);
    await day.says("4,000");
    expect(await day.amount.inputValue()).toBe("100");
    await day.says(/The figures are (?!0 )[0-9]+ seconds old/);
    await day.picture("node-down");
    stage.node.down = false;
    await day.gone("cannot be reached");
    expect(await day.button("Supply").isEnabled()).toBe(true);
  });

  it("is down from the beginning: the page says so, and is not white", async () => {
    day.stage.node.down = true;
    await day.stage.go();
    await day.says("cannot be reached");
    await day.shown("node-down-first");
  });

  it("goes down while the wallet is open: it is not known whether it arrived, so the page looks for it", async () => {
    const { stage } = day;
    await day.supply();
    await day.dialog.getByRole("button", { name: "Sign in Keplr" }).waitFor();
    // The transaction reaches the node, its answer does not come back.
    stage.node.deaf = true;
    await day.sent();
    stage.node.deaf = false;
    await day.included();
    expect(stage.node.sent.length).toBe(1);
  });

  it("is behind: refused", async () => {
    day.stage.node.lag = 600;
    await day.stage.go("supply");
    await day.stage.connect();
    await day.says("The node is behind: its last block is 10 minutes");
    await day.amount.fill("100");
    expect(await day.button("Supply").isDisabled()).toBe(true);
    await day.shown("node-behind");
  });

  it("falls behind during the review: not signed", async () => {
    await day.supply();
    await day.dialog.getByRole("button", { name: "Sign in Keplr" }).waitFor();
    day.stage.node.lag = 600;
    await day.stage.until(day.page.getByText("The node is behind"), "attached");
    await day.sign();
    await day.says("The node is not in step with the chain.");
    expect(day.stage.wallet.asked).toEqual([]);
    await day.dialog.getByRole("button", { name: "Close" }).click();
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("is of another chain: none of its figures is shown", async () => {
    day.stage.node.chainId = "evil-1";
    await day.stage.go();
    await day.says("The node is of evil-1, not of home-1.");
    await day.stage.later(1_500);
    expect(await day.page.getByText("175,000.5").count()).toBe(0);
    await day.picture("wrong-chain");
  });

  it("becomes one of another chain, far ahead: that does not make what was sent expire", async () => {
    const { node } = day.stage;
    node.delay = 4;
    await day.supply();
    await day.sign();
    await expect.poll(() => node.sent.length).toBe(1);
    Object.assign(node, { chainId: "evil-1", ahead: 5_000, forgets: true });
    await day.says("The node is of evil-1, not of home-1.");
    await day.stage.later(3_000);
    expect(await day.dialog.innerText()).not.toContain("No block has taken the transaction");
    Object.assign(node, { chainId: "home-1", ahead: 0, forgets: false });
    await day.included();
  });

  it("is one of many at its address, and the one asked for the transaction is behind: it does not expire", async () => {
    const { node } = day.stage;
    node.otherBehind = 100;
    await day.supply();
    await day.sign();
    await expect.poll(() => node.sent.length).toBe(1);
    // Beyond the transaction's last block, and it is in one: the other has not come so far.
    node.ahead = 80;
    await day.stage.until(day.page.getByText("this node does not tell whether it is in a block").first(), "attached");
    await day.stage.later(2_000);
    expect(await day.dialog.innerText()).not.toContain("No block has taken the transaction");
    node.otherBehind = 0;
    await day.included();
  });

  it("keeps no list of transactions: what it cannot know is not called undone", async () => {
    const { node } = day.stage;
    node.indexes = false;
    await day.supply();
    await day.sign();
    await expect.poll(() => node.sent.length).toBe(1);
    node.ahead = 80;
    await day.stage.until(day.page.getByText("sent; this node does not tell whether it is in a block: choose another one in the settings").first(), "attached");
    expect(await day.dialog.innerText()).not.toContain("No block has taken the transaction");
    node.indexes = true;
    await day.included();
  });

  it("is behind something that says a failure, and has the transaction: the page looks for it", async () => {
    const { node } = day.stage;
    node.gatewayError = "upstream request timeout";
    await day.supply();
    await day.sign();
    await day.included();
    expect(node.sent.length).toBe(1);
    await day.dialog.getByRole("button", { name: "Close" }).click();
    node.gatewayError = "mempool is full: number of txs 5000 (max: 5000)";
    await day.amount.fill("50");
    await day.button("Supply").click();
    await day.sign();
    await day.says("The chain says: -1: mempool is full");
  });

  it("of one's own is taken only if it is of the chain, and kept over a reload", async () => {
    const other = await Stage.open(day.browser);
    const own = day.page.getByLabel("Your own node (RPC)");
    await day.stage.go("settings");
    other.node.chainId = "evil-1";
    await own.fill(other.node.url);
    await day.button("Use this node").click();
    await day.says("This node is of evil-1, not of home-1.");
    await own.fill("javascript:alert(1)");
    await day.button("Use this node").click();
    await day.says("the address of a node begins with http or https");
    other.node.chainId = "home-1";
    await own.fill(`${other.node.url}/`);
    await day.button("Use this node").click();
    await day.page.waitForFunction((url) => document.querySelector("main .mono")?.textContent === url, other.node.url);
    expect(other.node.requests.length).toBeGreaterThan(1);
    await other.close();
  });
});
