/** Two tabs with one account: each sees what the other does, and a turn that was taken by the other is waited for. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { CONTRACTS, USDC } from "../../support/answers.ts";
import { BadDay } from "../../support/bad-day.ts";
import { takePicture } from "../../support/pictures.ts";

const day = BadDay.begin();

async function secondTab(room: string): Promise<Page> {
  const second = await day.stage.context.newPage();
  await second.goto(`${day.stage.origin}/sub/folder/#/${room}`);
  await second.getByRole("button", { name: "Disconnect" }).waitFor();
  return second;
}

/** Blocks until it is the other's turn: fewer than a review waits for. */
const TURN = 8;

const amountIn = (page: Page) => page.getByLabel("How much", { exact: true });
const supplyIn = (page: Page) => page.getByRole("button", { name: "Supply", exact: true });
const signIn = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Sign in Keplr" });
const included = (page: Page) => day.included(page);

describe("two tabs", () => {
  it("see each other's transactions", async () => {
    await day.supply();
    const second = await secondTab("overview");
    await day.sign();
    await second.getByText("Supply 100 USDC").waitFor();
    await day.says(/done in block/, second);
  });

  it("tell the review what became of its transaction, though the other tab found out first", async () => {
    const { node } = day.stage;
    await day.supply();
    const second = await secondTab("overview");
    // The first tab does not get to know it by itself.
    await day.page.route((url) => url.href.startsWith(node.url), (route) => (route.request().postData()?.includes('"method":"tx"') ? route.abort() : route.continue()));
    await day.sign();
    await day.says(/done in block/, second);
    await included(day.page);
  });

  it("both act: figures and max of the second follow the first", async () => {
    const { node } = day.stage;
    node.balances[USDC] = "150000000";
    await day.supply();
    const second = await secondTab("supply");
    await amountIn(second).fill("120");
    await supplyIn(second).waitFor();
    expect(await supplyIn(second).isEnabled()).toBe(true);
    await day.sign();
    await included(day.page);
    // What the chain says after it: less in the wallet, more supplied.
    node.balances[USDC] = "50000000";
    node.answers[CONTRACTS.market]!["supplier"] = { user: await day.stage.wallet.address(), shares: "4100000000000", assets: "4100000000" };
    await day.says("4,100", second);
    await day.says("Your wallet has less.", second);
    expect(await supplyIn(second).isDisabled()).toBe(true);
    expect(await amountIn(second).inputValue()).toBe("120");
    await takePicture(second, "two-tabs");
    await second.getByRole("button", { name: "Max for How much", exact: true }).click();
    expect(await amountIn(second).inputValue()).toBe("50");
    await supplyIn(second).click();
    await signIn(second).click();
    await included(second);
    expect(node.sent.length).toBe(2);
  });

  it("begin a transaction while the other's is in no block yet: the review waits for its turn", async () => {
    const { node } = day.stage;
    await day.supply();
    const second = await secondTab("supply");
    await amountIn(second).fill("7");
    await day.sent(TURN);
    node.delay = 1;
    await supplyIn(second).click();
    await second.getByRole("dialog").getByRole("button", { name: "Simulating…" }).waitFor();
    await day.stage.until(signIn(second));
    await signIn(second).click();
    await included(second);
    expect(node.sent.map(({ valid }) => valid)).toEqual([true, true]);
  });

  it("have both reviewed: the one that signs later is told, and tries again with what it had", async () => {
    const { node } = day.stage;
    await day.supply();
    const second = await secondTab("supply");
    await amountIn(second).fill("7");
    await supplyIn(second).click();
    await signIn(second).waitFor();
    await day.sent(TURN);
    await signIn(second).click();
    await day.says("Another transaction of this account went first.", second);
    await second.getByRole("dialog").getByRole("button", { name: "Try again" }).click();
    await day.stage.until(signIn(second));
    await signIn(second).click();
    await included(second);
    expect(node.sent.length).toBe(2);
  });
});
