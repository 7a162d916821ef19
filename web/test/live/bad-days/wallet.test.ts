/** Bad days of the wallet, on live chains: refused, switched in mid-flow, and two tabs of one account that both act. */
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { formatShort } from "../../../src/core/amount.ts";
import { LiveDay } from "../../support/live-day.ts";
import { ONE } from "../../support/scene.ts";
import { SHOWN, takePicture } from "../../support/pictures.ts";

const day = LiveDay.begin();
const decimals = 6;

async function review(amount: string, page = day.page): Promise<void> {
  await page.getByLabel("How much", { exact: true }).fill(amount);
  await page.locator(".action").getByRole("button", { name: "Supply", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign in Keplr" }).waitFor();
}

const supplied = async () => (await day.faulty.market.supplier({ user: await day.wallet.address() })).assets;

describe("the wallet, with live chains", () => {
  it("rejects: the chain has nothing of it, and it can be tried again", async () => {
    await day.open("supply");
    const before = await supplied();
    await review("10");
    day.wallet.rejects = true;
    await day.sign();
    await day.says("You did not sign.");
    await day.picture("signature-rejected");
    expect(await supplied()).toBeLessThan(before + ONE);
    expect(await day.amount.inputValue()).toBe("10");
    day.wallet.rejects = false;
    await day.dialog.getByRole("button", { name: "Try again" }).click();
    await day.sign();
    await day.included();
    expect(await supplied()).toBeGreaterThanOrEqual(before + 10n * ONE - 1n);
  });

  it("switches the account between review and signature: nothing is signed, and the page follows", async () => {
    await day.open("supply");
    await review("10");
    await day.wallet.switchTo(1, day.page, false);
    await day.sign();
    await day.says("The wallet has another account now");
    expect(day.wallet.asked).toEqual([]);
    await day.picture("account-switched");
    await day.closeReview();
    await day.wallet.switchTo(1, day.page);
    await day.says("Account 1");
    // The other account has supplied nothing.
    const figure = day.page.locator(".figure", { has: day.page.getByText("Supplied, with interest", { exact: true }) }).locator("dd").first();
    await expect.poll(() => figure.innerText(), { timeout: 20_000 }).toMatch(/^0 /);
    expect(await day.amount.inputValue()).toBe("10");
  });
});

describe("two tabs, with live chains", () => {
  const second = async (): Promise<Page> => {
    const page = await day.context.newPage();
    await page.goto(day.page.url());
    await page.getByRole("button", { name: "Disconnect" }).waitFor();
    return page;
  };
  const included = (page: Page) => page.getByRole("dialog").getByText("In a block done").waitFor();
  const sign = (page: Page) => page.getByRole("dialog").getByRole("button", { name: "Sign in Keplr" }).click();

  it("both act: the second's figures and max are what the chain says after the first", async () => {
    const user = await day.wallet.address();
    const inWallet = () => day.faulty.node.balance(user, day.net.site.stable.home);
    await day.open("supply");
    const tab = await second();
    await tab.getByLabel("How much", { exact: true }).fill("5");
    await review("1,000");
    await sign(day.page);
    await included(day.page);
    await tab.getByText("Supply 1,000 USDC").waitFor();
    await tab.getByText(/done in block/).first().waitFor();
    const shown = (name: string) => tab.locator(".figure", { has: tab.getByText(name, { exact: true }) }).locator("dd").first();
    await expect.poll(async () => (await shown("Supplied, with interest").innerText()).split(" ")[0], { timeout: 20_000 }).toBe(formatShort(await supplied(), decimals, 2));
    await expect.poll(async () => (await shown("In your wallet").innerText()).split(" ")[0], { timeout: 20_000 }).toBe(formatShort(await inWallet(), decimals, 2));
    expect(await tab.getByLabel("How much", { exact: true }).inputValue()).toBe("5");
    await takePicture(tab, "two-tabs", "Your transactions", SHOWN);
    await tab.getByRole("button", { name: "Max for How much", exact: true }).click();
    expect((await tab.getByLabel("How much", { exact: true }).inputValue()).replaceAll(",", "")).toBe(String(Number(await inWallet()) / 1e6));
    await review("5", tab);
    await sign(tab);
    await included(tab);
  });

  it("both reviewed, both sign at once: the chain takes one, and the other is tried again with what it had", async () => {
    const before = await supplied();
    await day.open("supply");
    const tab = await second();
    await review("3", day.page);
    await review("4", tab);
    await sign(day.page);
    await day.page.getByText("sent, in no block yet").first().waitFor({ state: "attached" });
    await sign(tab);
    // Either the block came in between, or the chain refused the sequence number: both end well.
    const refused = tab.getByText("Another transaction of this account went first.").first();
    await refused.or(tab.getByRole("dialog").getByText("In a block done")).first().waitFor();
    if (await refused.isVisible()) {
      await tab.getByRole("dialog").getByRole("button", { name: "Try again" }).click();
      await sign(tab);
    }
    await included(tab);
    await included(day.page);
    expect(await supplied()).toBeGreaterThanOrEqual(before + 7n * ONE - 2n);
  });
});
