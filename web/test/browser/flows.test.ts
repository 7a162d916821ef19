import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONTRACTS, OTHER, USDC } from "../support/answers.ts";
import { launch, Stage } from "../support/browser.ts";

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open(browser);
});
afterEach(async () => {
  expect(stage.problems).toEqual([]);
  await stage.close();
});

const dialog = () => stage.page.getByRole("dialog");

/** Presses the room's button, reads the review, signs, and waits for the block. */
async function signed(button: string): Promise<string> {
  await stage.page.getByRole("button", { name: button, exact: true }).click();
  await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
  await stage.until(dialog().getByText("In a block done"));
  const text = await dialog().innerText();
  await dialog().getByRole("button", { name: "Close" }).click();
  return text;
}

const last = () => stage.node.sent.at(-1)!;

describe("a borrower", () => {
  it("deposits and borrows in one transaction, and sees before what it does", async () => {
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByLabel("Deposit QER").fill("1,000");
    await stage.page.getByLabel("Borrow USDC").fill("100");
    await stage.page.getByText("becomes 2,000 QER").waitFor();
    await stage.page.getByText("becomes 600 USDC").waitFor();
    // 2,000 QER at 1.02 x 0.6 / (600 x 1.0005) = 2.038..
    await stage.page.getByText("becomes 2.03").waitFor();
    await stage.page.getByText("becomes $0.5000").waitFor();
    await stage.picture("plan");
    await stage.page.setViewportSize({ width: 900, height: 800 });
    await stage.page.screenshot({ path: new URL("out/readme.png", import.meta.url).pathname });
    const text = await signed("Borrow");
    expect(text).toContain("You deposit 1,000 QER as collateral.");
    expect(text).toContain("50 USDC are paid to you now, 47.5 USDC buy ETH that is released to you as you repay, and 2.5 USDC are a contribution that does not come back.");
    expect(text).toContain("If QER falls below $0.5000, anyone may repay your debt");
    expect(last().mode).toBe("direct");
    const address = await stage.wallet.address();
    expect(last().messages).toEqual([
      {
        sender: address,
        contract: CONTRACTS.token,
        msg: { send: { contract: CONTRACTS.market, amount: "1000000000", msg: btoa('{"deposit_collateral":{}}') } },
        funds: [],
      },
      { sender: address, contract: CONTRACTS.market, msg: { borrow: { amount: "100000000", min_received: "50000000" } }, funds: [] },
    ]);
    // The simulation said 170,000.
    expect(last().gas).toBe(221_000n);
    expect(Number(last().timeoutHeight)).toBeGreaterThan(stage.node.height);
    // What has happened is no plan any more.
    expect(await stage.page.getByLabel("Borrow USDC").inputValue()).toBe("");
    expect(await stage.page.getByText("becomes").count()).toBe(0);
    await stage.page.getByText("Borrow 100 USDC").waitFor();
    await stage.until(stage.page.getByText(/done in block/));
  });

  it("reads on a small phone first what will happen, and goes on from there by keyboard", async () => {
    await stage.page.setViewportSize({ width: 360, height: 640 });
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByLabel("Borrow USDC").fill("10");
    await stage.page.locator(".action").getByRole("button", { name: "Borrow" }).click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).waitFor();
    const top = async (part: string) => (await dialog().locator(part).boundingBox())!.y;
    const frame = (await dialog().boundingBox())!;
    // The review is longer than the screen: without this it is not what is tried here.
    expect(await dialog().evaluate((one) => one.scrollHeight > one.clientHeight)).toBe(true);
    for (const part of ["h2", ".sentence"]) {
      expect(await top(part)).toBeGreaterThan(frame.y);
      expect(await top(part)).toBeLessThan(frame.y + frame.height / 2);
    }
    for (const name of ["Messages", "Sign in Keplr"]) {
      await stage.page.keyboard.press("Tab");
      expect(await stage.page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    }
    await stage.page.keyboard.press("Enter");
    await stage.until(dialog().getByText("In a block done"));
    await stage.page.keyboard.press("Escape");
    expect(await dialog().count()).toBe(0);
  });

  it("repays all, with a little that comes back, and sees what is released", async () => {
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Repay", exact: true }).first().click();
    await stage.page.getByRole("button", { name: "Max for How much to repay" }).click();
    expect(await stage.page.getByLabel("How much to repay").inputValue()).toBe("500.050001");
    await stage.page.getByText("becomes no debt").first().waitFor();
    const action = stage.page.locator(".action").getByRole("button", { name: "Repay" });
    await action.click();
    await dialog().getByText("You repay 500 USDC of your debt.").waitFor();
    await dialog().getByText("about 0.1184 ETH and about 0.7 USDC come to your wallet").waitFor();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await stage.until(dialog().getByText("In a block done"));
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.market, msg: { repay: {} }, funds: [{ denom: USDC, amount: "500050001" }] });
  });

  it("takes collateral out as far as the contract allows", async () => {
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Withdraw", exact: true }).click();
    await stage.page.getByLabel("How much to take out").fill("20");
    await stage.page.getByText("This is more than can be taken out now").first().waitFor();
    await stage.page.getByRole("button", { name: "Max for How much to take out" }).click();
    await stage.page.locator(".action").getByRole("button", { name: "Withdraw" }).click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await stage.until(dialog().getByText("In a block done"));
    // The quote is 19.607843 QER; interest on the debt and a fall by a five-hundredth are left.
    const { withdraw_collateral: taken } = last().messages[0]!.msg as { withdraw_collateral: { amount: string } };
    expect(taken.amount).toMatch(/^1764\d{4}$/);
  });

  it("borrows the most that a deposit in the same transaction allows, and is told beyond which it is too much", async () => {
    await stage.go("borrow");
    await stage.connect();
    const max = stage.page.getByRole("button", { name: "Max for Borrow USDC" });
    await max.click();
    // The quote is 10 USDC; a five-hundredth of 510 USDC, and interest, are left.
    expect(await stage.page.getByLabel("Borrow USDC").inputValue()).toMatch(/^8\.7/);
    await stage.page.getByLabel("Deposit QER").fill("1,000");
    await max.click();
    // 2,000 QER x 1.02 x 0.998 x 0.5 / 1.0005 - 500, less interest.
    expect(await stage.page.getByLabel("Borrow USDC").inputValue()).toMatch(/^517\.4/);
    const action = stage.page.locator(".action").getByRole("button", { name: "Borrow" });
    await stage.page.waitForFunction(() => !document.querySelector<HTMLButtonElement>(".action button")!.disabled);
    await stage.page.getByLabel("Borrow USDC").fill("520");
    await stage.page.getByText(/With this deposit the market lends you 519\.49\d+ USDC at most/).first().waitFor();
    expect(await action.isDisabled()).toBe(true);
    await max.click();
    expect(await signed("Borrow")).toContain("You deposit 1,000 QER as collateral.");
    expect(last().messages.length).toBe(2);
  });

  it("is told why not, with the remedy, before the wallet is asked", async () => {
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByLabel("Borrow USDC").fill("400");
    await stage.page.getByText("The debt would be $900.00, the collateral allows $510.00.").first().waitFor();
    await stage.page.getByText("Borrow or withdraw less, deposit more, or repay first.").waitFor();
    expect(await stage.page.locator(".action").getByRole("button", { name: "Borrow" }).isDisabled()).toBe(true);
    expect(stage.wallet.asked).toEqual([]);
  });

  it("is told in the room, before anything is typed, that governance has not opened borrowing", async () => {
    const market = stage.node.answers[CONTRACTS.market]!;
    market["milestones"] = { opened_at: null, missing: [] };
    market["max_borrow"] = { ...(market["max_borrow"] as object), amount: "0", paid_out: "0" };
    await stage.go("borrow");
    await stage.connect();
    const limits = stage.page.getByRole("region", { name: "What limits you" });
    await limits.getByText("Nobody can borrow before governance has opened borrowing: the overview says what is missing for it. QER can be deposited meanwhile.").waitFor();
    expect(await limits.getByText("The market would refuse every amount now").count()).toBe(0);
  });
});

describe("a Ledger", () => {
  it("signs amino, and the chain takes it", async () => {
    stage.wallet.ledger = true;
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("1'500.25");
    await signed("Supply");
    expect(stage.wallet.asked).toEqual(["amino"]);
    expect(last().mode).toBe("amino");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.market, msg: { supply: {} }, funds: [{ denom: USDC, amount: "1500250000" }] });
  });
});

describe("a supplier", () => {
  it("withdraws all as shares, and no less than shown", async () => {
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Max for How much to take" }).click();
    // Interest runs while somebody reads.
    const at = stage.node.answers[CONTRACTS.market]!;
    at["supplier"] = { ...(at["supplier"] as object), assets: "4000000123" };
    at["max_withdraw"] = { ...(at["max_withdraw"] as object), supplied: "4000000123" };
    await stage.until(stage.page.getByText("Can be taken now: 4,000.000123 USDC"));
    const text = await signed("Withdraw");
    expect(text).toContain("All that you have supplied comes back to your wallet: at least 4,000 USDC.");
    expect(last().messages[0]!.msg).toEqual({ withdraw: { min_received: "4000000000" } });
  });
});

describe("a staker", () => {
  it("stakes in a tier, raises, unstakes and claims", async () => {
    await stage.go("stake");
    await stage.connect();
    await stage.page.getByLabel("Tier", { exact: true }).selectOption("2");
    await stage.page.getByLabel("How much to stake").fill("10");
    expect(await signed("Stake")).toContain("vote with a power of 25 more");
    expect(last().messages[0]!.msg).toEqual({ send: { contract: CONTRACTS.voting, amount: "10000000", msg: btoa('{"stake":{"tier":2}}') } });
    // 170,000 were simulated; rewards may be released in its block.
    expect(last().gas).toBe(221_000n + 250_000n);
    await stage.page.getByLabel("To tier").selectOption("3");
    await stage.page.getByLabel("How much to raise").fill("10");
    expect(await signed("Raise")).toContain("your power grows by 30");
    expect(last().messages[0]!.msg).toEqual({ raise_tier: { from: 0, to: 3, amount: "10000000" } });
    await stage.page.getByLabel("Of tier").selectOption("2");
    await stage.page.getByLabel("How much to unstake").fill("10,000");
    expect(await signed("Unstake")).toContain("after 365 days");
    expect(last().messages[0]!.msg).toEqual({ unstake_from: { tier: 2, amount: "10000000000" } });
    await signed("Claim 40 QER");
    expect(last().messages[0]!.msg).toEqual({ claim: {} });
  });
});

describe("who has rewards", () => {
  it("releases what is due and claims, in one transaction", async () => {
    await stage.go("stake");
    await stage.connect();
    // 12 credited, and of 1,000 due 26,000 / 2,677,000 of all power.
    expect(await signed("Claim rewards")).toContain("About 21.712364 QER of rewards come to your wallet.");
    expect(last().messages.map(({ contract, msg }) => [contract, msg])).toEqual([
      [CONTRACTS.emissions, { release: { stream: "lock" } }],
      [CONTRACTS.distributor, { claim: { id: 1 } }],
    ]);
  });
});

describe("who provides liquidity", () => {
  it("sees what the LP token stands for, stakes, unstakes and claims by its own decimals", async () => {
    await stage.go("liquidity");
    await stage.connect();
    const figure = (name: string) => stage.page.locator(".figure", { has: stage.page.getByText(name, { exact: true }) }).locator("dd").first();
    await stage.page.getByText("42,000 QER").waitFor();
    expect(await figure("Staked").innerText()).toBe("500 LP");
    expect(await figure("In your wallet").innerText()).toBe("25 LP");
    // 525 of 10,000 LP tokens, of 800,000 QER and 816,000 USDC.
    expect(await figure("USDC in it").innerText()).toBe("42,840 USDC");
    await stage.page.getByLabel("How much to stake").fill("10.5");
    expect(await signed("Stake")).toContain("You stake 10.5 LP, and take part in the rewards from now on. It gives no vote.");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.lp_token, msg: { send: { contract: CONTRACTS.liquidity_voting, amount: "1050000000", msg: btoa('{"stake":{"tier":0}}') } } });
    expect(last().gas).toBe(221_000n + 250_000n);
    await stage.page.getByRole("button", { name: "Max for How much to unstake" }).click();
    expect(await signed("Unstake")).toContain("500 LP are unstaked. You can claim them after 7 days");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.liquidity_voting, msg: { unstake_from: { tier: 0, amount: "50000000000" } } });
    await signed("Claim 10 LP");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.liquidity_voting, msg: { claim: {} } });
    // 3.5 credited, and of 100 due a quarter.
    expect(await signed("Claim rewards")).toContain("About 28.5 QER of rewards come to your wallet.");
    expect(last().messages.map(({ contract, msg }) => [contract, msg])).toEqual([
      [CONTRACTS.emissions, { release: { stream: "liquidity" } }],
      [CONTRACTS.distributor, { claim: { id: 2 } }],
    ]);
  });
});

describe("a member of the team", () => {
  it("sees what has vested of the own part, and claims it", async () => {
    await stage.go("vesting");
    await stage.connect();
    const mine = stage.page.getByRole("region", { name: "Yours: frank" });
    await mine.getByText("2,499,000 QER").waitFor();
    expect(await mine.innerText()).toContain("of 10,000,000 QER");
    expect(await stage.page.getByRole("region", { name: "Yours: erin" }).count()).toBe(0);
    expect(await stage.page.getByRole("row", { name: "erin" }).innerText()).toContain("6,666,666.65 QER");
    expect(await signed("Claim what has vested")).toContain("At least 2,499,000 QER come to your wallet");
    expect(last().messages).toMatchObject([{ contract: CONTRACTS["vesting-frank"], msg: { distribute: {} }, funds: [] }]);
  });

  it("is told when nothing is there to claim, and that it was cancelled", async () => {
    const frank = stage.node.answers[CONTRACTS["vesting-frank"]]!;
    Object.assign(frank, { distributable: "0" });
    const info = frank["info"] as Record<string, unknown>;
    Object.assign(info, { status: { canceled: { owner_withdrawable: "0" } }, vested: { constant: { y: "2500000000000" } } });
    await stage.go("vesting");
    await stage.connect();
    await stage.page.getByText("The DAO has cancelled it").waitFor();
    await stage.page.getByText("Nothing more has vested since you claimed.").waitFor();
    expect(await stage.page.getByRole("button", { name: "Claim what has vested" }).isDisabled()).toBe(true);
    await stage.page.getByText("of 2,500,000 QER").waitFor();
  });
});

describe("a liquidator", () => {
  it("repays another's debt for hardly less than the quote", async () => {
    stage.node.balances[USDC] = "20000000000";
    await stage.go("liquidate");
    await stage.connect();
    await stage.page.getByRole("button", { name: /^Choose/ }).click();
    await stage.page.getByRole("button", { name: "Max for You repay" }).click();
    await stage.page.getByText("9.00 %").waitFor();
    expect(await signed("Liquidate")).toContain("You repay 15,695.067265 USDC of another's debt, and receive 21,384.529148 QER, or up to a thousandth less.");
    expect(last().messages[0]).toMatchObject({
      msg: { liquidate: { borrower: OTHER, min_collateral: "21363144618", min_eth: "0" } },
      // A little more than the quote, for interest until the block.
      funds: [{ denom: USDC, amount: "15696636772" }],
    });
  });
});

describe("a sponsor", () => {
  it("posts the bond of an operation", async () => {
    (stage.node.answers[CONTRACTS.token]!["balance"] as Record<string, string>)["balance"] = "20000000000";
    await stage.go("govern");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Look at operation 3" }).click();
    expect(await signed("Sponsor it with 10,000 QER")).toContain("the delay of operation 3 begins");
    expect(last().messages[0]!.msg).toEqual({ send: { contract: CONTRACTS.timelock, amount: "10000000000", msg: btoa('{"post_bond":{"id":3}}') } });
  });

  it("composes a proposal for DAO DAO's page", async () => {
    await stage.go("govern");
    await stage.page.getByLabel("Title").fill("No perk – ever");
    await stage.page.getByLabel("Why, for everybody who votes").fill("Because.");
    await stage.page.getByLabel("Contract", { exact: true }).selectOption("voting");
    await stage.page.getByLabel("Message to it, as JSON").fill('{"remove_perk":{"id":"low-contribution"}}');
    await stage.page.getByText("It would be sensitive: wait 3 days, with a bond of 10,000 QER.").waitFor();
    const href = (await stage.page.getByRole("link", { name: "Open DAO DAO with this proposal filled in" }).getAttribute("href"))!;
    const url = new URL(href);
    expect(url.pathname).toBe(`/dao/${CONTRACTS.dao}/proposals/create`);
    const form = JSON.parse(atob(url.searchParams.get("prefill")!)) as { data: { title: string; actionData: { data: { address: string; message: string } }[] } };
    expect(form.data.title).toBe("No perk – ever");
    const action = form.data.actionData[0]!.data;
    expect(action.address).toBe(CONTRACTS.timelock);
    const { queue } = JSON.parse(action.message) as { queue: { text: string; messages: { wasm: { execute: { contract_addr: string; msg: string } } }[] } };
    expect(queue.text).toBe("No perk – ever");
    expect(queue.messages[0]!.wasm.execute.contract_addr).toBe(CONTRACTS.voting);
    expect(atob(queue.messages[0]!.wasm.execute.msg)).toBe('{"remove_perk":{"id":"low-contribution"}}');
  });
});

describe("who is owed", () => {
  it("collects", async () => {
    await stage.go("claims");
    await stage.connect();
    expect(await signed("Collect")).toContain("0.0592 ETH that you are owed come to your wallet.");
    expect(last().messages[0]!.msg).toEqual({ collect: {} });
  });
});

describe("who buys ETH of the reserve", () => {
  it("pays QER, which is burned, for no less than was shown", async () => {
    await stage.go("sale");
    await stage.connect();
    await stage.page.getByText("$2,050.50").waitFor();
    await stage.page.getByLabel("You pay QER").fill("100");
    // 100 of 603.088236 QER buy as large a part of 0.3 ETH; a hundredth less is taken.
    const text = await signed("Buy with QER");
    expect(text).toContain("You pay 100 QER, which are burned, and receive about 0.04974396 ETH.");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.token, msg: { send: { contract: CONTRACTS.reserve, amount: "100000000" } } });
    const { send } = last().messages[0]!.msg as { send: { msg: string } };
    const { buy_back: { min_eth } } = JSON.parse(atob(send.msg)) as { buy_back: { min_eth: string } };
    expect(BigInt(min_eth)).toBe(49_246_525_180_106_480n);
  });

  it("pays stablecoins into a deficit", async () => {
    stage.node.answers[CONTRACTS.reserve]!["storefront"] = { deficit: { eth: "500000000000000000", price: "2000", cost: "1000000000" }, buyback: null };
    await stage.go("sale");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Max for You pay USDC" }).click();
    expect(await signed("Buy with USDC")).toContain("You pay 1,000 USDC and receive about 0.5 ETH.");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.reserve, msg: { buy_eth: { min_eth: "495000000000000000" } }, funds: [{ denom: USDC, amount: "1000000000" }] });
  });
});

describe("whose purchases are under way", () => {
  const batch = (id: number) => stage.page.getByRole("region", { name: `Batch ${id}`, exact: true });

  it("sees each order with its state, what comes next, and who may press it", async () => {
    await stage.go("claims");
    await stage.connect();
    await batch(4).getByText("given up as lost").waitFor();
    const lost = await batch(4).innerText();
    expect(lost).toContain("All claims on its batch bear that in proportion");
    expect(lost).toContain("came back: the stablecoins wait to be sent again");
    expect(lost).toMatch(/25 USDC of it wait in the reserve to be sent, since [-0-9: ]+ UTC \(2 hours ago\)\./);
    expect(await batch(5).innerText()).toContain("Settled: all of it became 0.1184 ETH. You have your part of that.");
    const under = await batch(6).innerText();
    expect(under).toContain("on its way to Dex");
    expect(under).toContain("It buys there before");
    expect(under).toContain("bought, but the ETH has not been reported here");
    expect(await batch(7).innerText()).toContain("It collects in the market, and has 0.7 USDC now. It is due when it is full, or at");
    await stage.picture("claims-orders");
    await stage.page.getByText("Have it sent again on Dex").click();
    await batch(6).getByText('{"retry":{"order_id":"5"}}').waitFor();
    expect(await stage.axe()).toEqual([]);
  });

  it("sends what waits, and credits what has come without word", async () => {
    await stage.go("claims");
    await stage.connect();
    await signed("Send what waits");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.reserve, msg: { flush: {} } });
    await signed("Credit order 5");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.reserve, msg: { sync: { order_id: "5" } } });
  });

  it("hands the open batch over once it is due", async () => {
    stage.node.answers[CONTRACTS.market]!["quote_flush"] = (_args: unknown, now: number) => ({ amount: "700000", batch_id: "7", due_at: now - 5, hands_over: true, refused: null });
    await stage.go("claims");
    await stage.connect();
    await signed("Hand it over now");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.market, msg: { flush: {} } });
  });

  it("is told why what waits cannot be sent", async () => {
    const backing = stage.node.raw[CONTRACTS.reserve]!["backing"] as Record<string, unknown>;
    backing["order_capacity"] = 0;
    await stage.go("claims");
    await stage.connect();
    await batch(4).getByText("As many orders are under way as there may be").waitFor();
    expect(await stage.page.getByRole("button", { name: "Send what waits" }).isDisabled()).toBe(true);
  });
});

describe("an account of the airdrop", () => {
  it("finds its line in the list and claims", async () => {
    const account = await stage.wallet.address();
    const line = (of: string) => JSON.stringify({ index: 1, account: of, amount: "1000000", proof: ["cd".repeat(32)] });
    await stage.go("airdrop");
    await stage.connect();
    await stage.page.getByLabel("The published list of proofs").setInputFiles({ name: "proofs.jsonl", mimeType: "text/plain", buffer: Buffer.from(`${line(OTHER)}\n${line(account)}\n`) });
    await stage.page.getByText("It gives 1 QER.").waitFor();
    await signed("Claim");
    expect(last().messages[0]).toMatchObject({ contract: CONTRACTS.airdrop, msg: { claim: { index: 1, amount: "1000000", proof: ["cd".repeat(32)] } } });
  });
});
