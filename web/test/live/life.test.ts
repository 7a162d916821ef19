/** A life of each user against live chains, clicked as a person would; after each step the page is compared with the chain. */
import { readFileSync } from "node:fs";
import { market, Node, token, voting } from "@qerun/client";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSite } from "../../src/chain/deployment.ts";
import { formatShort } from "../../src/core/amount.ts";
import { launch, LiveStage } from "../support/live.ts";

const path = process.env["QERUN_DEPLOYMENT"];
if (path === undefined) throw new Error("QERUN_DEPLOYMENT names the deployment file; ci/web sets it");
const file: unknown = JSON.parse(readFileSync(path, "utf8"));
const site = readSite(file);
const node = new Node(site.home.rest[0]!);
const inMarket = new market.MarketQueries(node, site.home.contracts.market);
const inVoting = new voting.VotingQueries(node, site.home.contracts.voting);
const inToken = new token.TokenQueries(node, site.home.contracts.token);

let browser: Browser;
let stage: LiveStage;

beforeAll(async () => {
  browser = await launch();
  stage = await LiveStage.open(browser, file);
});
afterAll(async () => {
  await stage.close();
  await browser.close();
});

const page = () => stage.page;
const dialog = () => page().getByRole("dialog");

async function signed(button: string): Promise<void> {
  await page().locator(".action").getByRole("button", { name: button, exact: true }).click();
  await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
  await dialog().getByText("In a block done").waitFor({ timeout: 60_000 });
  await dialog().getByRole("button", { name: "Close" }).click();
}

/** Waits until a figure of the page is what the chain says. */
async function shows(name: string, amount: () => Promise<bigint>, decimals: number, shown = 2): Promise<void> {
  const figure = page().locator(".figure", { has: page().getByText(name, { exact: true }) }).locator("dd").first();
  await expect.poll(async () => (await figure.innerText()).split(" ")[0], { timeout: 20_000 }).toBe(formatShort(await amount(), decimals, shown));
}

async function room(name: string): Promise<void> {
  await page().getByRole("link", { name, exact: true }).click();
  await page().getByRole("heading", { level: 1, name }).waitFor();
}

describe("a life on live chains", () => {
  it("connects", async () => {
    await page().goto(`${stage.origin}/#/overview`);
    await page().getByRole("button", { name: "Connect wallet" }).click();
    await page().getByRole("button", { name: "Disconnect" }).waitFor();
    await shows("Supplied", async () => (await inMarket.state()).supplied, site.stable.decimals);
  });

  it("supplies, and withdraws a part", async () => {
    const user = await stage.wallet.address();
    await room("Supply");
    await page().getByLabel("How much", { exact: true }).fill("1,000");
    await signed("Supply");
    await shows("Supplied, with interest", async () => (await inMarket.supplier({ user })).assets, site.stable.decimals);
    await page().getByLabel("How much to take").fill("250");
    await signed("Withdraw");
    await shows("Supplied, with interest", async () => (await inMarket.supplier({ user })).assets, site.stable.decimals);
  });

  it("deposits QER; borrows in the same transaction where borrowing is open", async () => {
    const user = await stage.wallet.address();
    const open = typeof (await inMarket.milestones()).opened_at === "number";
    await room("Borrow");
    await page().getByLabel("Deposit QER").fill("1,000");
    if (open) await page().getByLabel("Borrow USDC").fill("100");
    await signed(open ? "Borrow" : "Deposit");
    await shows("Collateral", async () => (await inMarket.position({ user })).collateral, site.qer.decimals);
    await shows("Debt", async () => (await inMarket.position({ user })).debt, site.stable.decimals);
    if (open) {
      await page().getByRole("group", { name: "What to do" }).getByRole("button", { name: "Repay" }).click();
      await page().getByRole("button", { name: "Max for How much to repay" }).click();
      await signed("Repay");
      expect((await inMarket.position({ user })).debt).toBe(0n);
    }
    await page().getByRole("group", { name: "What to do" }).getByRole("button", { name: "Withdraw" }).click();
    await page().getByRole("button", { name: "Max for How much to take out" }).click();
    await signed("Withdraw");
    expect((await inMarket.position({ user })).collateral).toBe(0n);
  });

  it("stakes as a Ledger does, raises and unstakes", async () => {
    const address = await stage.wallet.address();
    stage.wallet.ledger = true;
    await page().reload();
    await page().getByRole("button", { name: "Disconnect" }).waitFor();
    await room("Stake");
    const before = (await inToken.balance({ address })).balance;
    await page().getByLabel("How much to stake").fill("100");
    await signed("Stake");
    expect((await inToken.balance({ address })).balance).toBe(before - 100n * 10n ** BigInt(site.qer.decimals));
    await shows("Staked", async () => (await inVoting.account({ address })).staked, site.qer.decimals);
    await page().getByLabel("To tier").selectOption("1");
    await page().getByLabel("How much to raise").fill("40");
    await signed("Raise");
    await page().getByLabel("Of tier").selectOption("1");
    await page().getByLabel("How much to unstake").fill("40");
    await signed("Unstake");
    await shows("Power", async () => (await inVoting.account({ address })).power, site.qer.decimals);
    expect(stage.wallet.asked.slice(-3)).toEqual(["amino", "amino", "amino"]);
    stage.wallet.ledger = false;
  });

  it("rejects, and nothing has happened", async () => {
    const address = await stage.wallet.address();
    await page().reload();
    await page().getByRole("button", { name: "Disconnect" }).waitFor();
    const before = (await inVoting.account({ address })).staked;
    stage.wallet.rejects = true;
    await page().getByLabel("How much to stake").fill("1");
    await page().locator(".action").getByRole("button", { name: "Stake", exact: true }).click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await dialog().getByText("You did not sign.").waitFor();
    stage.wallet.rejects = false;
    expect((await inVoting.account({ address })).staked).toBe(before);
  });
});
