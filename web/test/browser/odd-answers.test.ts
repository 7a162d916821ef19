/** What a node that lies or knows nothing, and a hand that slips, must not bring about. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CONTRACTS, OPERATION, USDC } from "../support/answers.ts";
import { launch, Stage } from "../support/browser.ts";

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(stage.problems).toEqual([]);
  await stage.close();
});

const dialog = () => stage.page.getByRole("dialog");
const action = (name: string) => stage.page.locator(".action").getByRole("button", { name, exact: true });

/** A deployment whose fees are paid in the stablecoin. */
function paidInStable(file: Record<string, unknown>): Record<string, unknown> {
  const { home, dex } = file["chain"] as Record<string, Record<string, unknown>>;
  return { ...file, chain: { dex, home: { ...home, fee_denom: USDC, fee_symbol: "USDC" } } };
}

describe("the coin that also pays the fee", () => {
  it("is left for it by Max, in each room that spends it", async () => {
    stage = await Stage.open(browser, { deployment: paidInStable });
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Max for How much", exact: true }).click();
    // 2,000 USDC less 2,000,000 gas x 1.3 x 0.001.
    expect(await stage.page.getByLabel("How much", { exact: true }).inputValue()).toBe("1,999.9974");
    await action("Supply").click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await stage.until(dialog().getByText("In a block done"));
    expect(stage.node.sent.at(-1)!.messages[0]!.funds).toEqual([{ denom: USDC, amount: "1999997400" }]);
    await dialog().getByRole("button", { name: "Close" }).click();
    stage.node.balances[USDC] = "300000000";
    for (const [room, max] of [["borrow", "Max for How much to repay"], ["liquidate", "Max for You repay"]] as const) {
      await stage.go(room);
      if (room === "borrow") await stage.page.getByRole("button", { name: "Repay", exact: true }).first().click();
      else await stage.page.getByRole("button", { name: /^Choose/ }).first().click();
      await stage.until(stage.page.getByText("299.9974 USDC").first());
      await stage.page.getByRole("button", { name: max }).click();
      expect(await stage.page.getByRole("textbox").first().inputValue()).toBe("299.9974");
    }
  });

  it("is said to be too little for both, when all of it is typed", async () => {
    stage = await Stage.open(browser, { deployment: paidInStable });
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("2,000");
    await action("Supply").click();
    await dialog().getByText("You spend 2,000 USDC and the fee is 0.000221 USDC, and this account has 2,000 USDC.").waitFor();
    await dialog().getByText("Lower the amount, so that the fee is left").waitFor();
  });
});

describe("a node that invents", () => {
  it("gas is not believed: its fee would be paid", async () => {
    stage = await Stage.open(browser);
    stage.node.gasUsed = 10n ** 15n;
    stage.node.balances["stake"] = (10n ** 18n).toString();
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    await action("Supply").click();
    await dialog().getByText("uses 1000000000000000 gas, more than any transaction needs").waitFor();
    expect(await dialog().getByRole("button", { name: "Sign in Keplr" }).count()).toBe(0);
  });

  it("a name for its chain is shown short and without what nobody sees", async () => {
    stage = await Stage.open(browser);
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    await action("Supply").click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).waitFor();
    stage.node.chainId = `\u202e<b>${"x".repeat(50_000)}`;
    await stage.until(stage.page.getByText(/The node is of <b>x+…x+, not of home-1/), "attached");
    expect(await stage.overflow()).toBe(0);
    // Another chain since the review was opened: nothing is signed.
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await dialog().getByText("The node is not in step with the chain.").waitFor();
    expect(stage.wallet.asked).toEqual([]);
  });

  it("times beyond all calendars leaves every room", async () => {
    stage = await Stage.open(browser);
    const never = Number.MAX_SAFE_INTEGER;
    stage.node.answers[CONTRACTS.market]!["pauses"] = { supply: never, borrow: never, withdraw_collateral: never };
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByText("a day beyond all calendars").first().waitFor();
    await stage.page.getByRole("button", { name: "Repay", exact: true }).first().click();
    await stage.page.getByLabel("How much to repay").waitFor();
  });
});

describe("a wallet that cheats", () => {
  const signs = async (script: string) => {
    stage = await Stage.open(browser);
    await stage.page.addInitScript(`{ const wallet = window.keplr; const { signDirect, getKey } = wallet; ${script} }`);
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    await action("Supply").click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
  };

  it.each([
    ["before it signs", "wallet.signDirect = (chain, signer, doc) => { const bodyBytes = doc.bodyBytes.slice(); bodyBytes[bodyBytes.length - 9] ^= 1; return signDirect(chain, signer, { ...doc, bodyBytes }); };"],
    ["in what it says it signed", "wallet.signDirect = async (...asked) => { const { signed, signature } = await signDirect(...asked); const bodyBytes = signed.bodyBytes.slice(); bodyBytes[60] ^= 1; return { signed: { ...signed, bodyBytes }, signature }; };"],
  ])("and changes the transaction %s: nothing is sent, and the page says that it was the wallet", async (_when, script) => {
    await signs(script);
    await dialog().getByText("The wallet signed another transaction than the one that you see here.").waitFor();
    expect(stage.node.sent).toEqual([]);
    expect(await stage.page.getByLabel("How much", { exact: true }).inputValue()).toBe("100");
  });

  it("by the name of an account: it is short, and cannot turn the address beside it around", async () => {
    await signs("wallet.getKey = async (chain) => ({ ...(await getKey(chain)), name: '\u202e' + '<b>W'.repeat(300) });");
    await stage.until(dialog().getByText("In a block done"));
    for (const place of [stage.page.locator("header .wallet"), dialog()]) {
      const text = await place.innerText();
      expect(text).toMatch(/<b>W<b>W<b>W<b>W<b>W…W<b>W/);
      expect(text).not.toContain("\u202e");
    }
  });
});

describe("a wallet that comes late", () => {
  it("is waited for, and the page says so", async () => {
    stage = await Stage.open(browser, { wallet: false });
    await stage.page.addInitScript(() => {
      let wallet: unknown;
      Object.defineProperty(window, "keplr", { configurable: true, get: () => undefined, set: (late) => (wallet = late) });
      addEventListener("click", () => setTimeout(() => Object.defineProperty(window, "keplr", { value: wallet }), 1_000));
    });
    await stage.wallet.install(stage.context);
    await stage.go("supply");
    await stage.page.getByRole("button", { name: "Connect wallet" }).click();
    await stage.page.getByText("Looking for a wallet in this browser…").waitFor();
    await stage.page.getByRole("button", { name: "Disconnect" }).waitFor();
  });
});

describe("what governance wrote", () => {
  const ODD = "\u202eevil\u2066\u0007\u200b<img src=x onerror=alert(1)>";
  const HIDDEN = /[\u0000-\u0008\u200b\u202a-\u202e\u2066-\u2069]/;

  it("and what a node makes of it is text, without what nobody sees", async () => {
    stage = await Stage.open(browser);
    const { answers } = stage.node;
    answers[CONTRACTS.voting]!["perks"] = { perks: [{ id: ODD, min_power: "1", min_reputation: "1", text: ODD }] };
    const operation = { ...OPERATION, text: ODD };
    answers[CONTRACTS.timelock]!["operations"] = { operations: [{ id: 3, status: "awaiting_bond", operation }], next: null };
    const price = answers[CONTRACTS.oracle]!["price"] as (args: object, now: number) => object;
    answers[CONTRACTS.oracle]!["price"] = (args, now) => ({ ...price(args, now), sources: [{ kind: ODD, observation: null }] });
    for (const [room, count] of [["overview", 3], ["stake", 2], ["govern", 1]] as const) {
      await stage.go(room);
      await stage.page.getByText("evil<img src=x onerror=alert(1)>").nth(count - 1).waitFor();
      expect(await stage.page.locator("body").innerText()).not.toMatch(HIDDEN);
      expect(await stage.page.locator("img").count()).toBe(0);
    }
  });
});

describe("the settings", () => {
  it("tell how the node is, though the page was opened there", async () => {
    stage = await Stage.open(browser);
    stage.node.lag = 3_600;
    await stage.go("settings");
    await stage.page.getByText("The node is behind: its last block is 1 hour").waitFor();
  });
});

describe("the browser's memory", () => {
  it.each([
    ["is full", () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); })],
    ["is refused", () => Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("refused", "SecurityError"); } })],
  ])("%s: a transaction goes its way, and is listed as long as the page is open", async (_how, script) => {
    stage = await Stage.open(browser);
    await stage.page.addInitScript(script);
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    await action("Supply").click();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await stage.until(dialog().getByText("In a block done"));
    await dialog().getByRole("button", { name: "Close" }).click();
    await stage.until(stage.page.getByText(/done in block/));
  });

  const hash = "AB".repeat(32);
  const keep = async (key: string, value: unknown) => {
    await stage.page.addInitScript(([name, text]) => localStorage.setItem(name!, text!), [`qerun/${key}`, JSON.stringify(value)]);
  };

  it("may hold anything: the page comes, and its rooms work", async () => {
    stage = await Stage.open(browser);
    const row = { hash, account: await stage.wallet.address(), title: "<b>\u202e", signedAt: 1e300 };
    await keep("theme", { a: 1 });
    await keep("localnet/home-1/wallet", ["Keplr"]);
    await keep("localnet/home-1/transactions", [
      { ...row, tx: { phase: "included", height: 5, gasUsed: "much" } },
      { ...row, hash: "CD".repeat(32), tx: { phase: "failed", why: "fee:a:b:c", paid: true } },
      5,
    ]);
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByText("a day beyond all calendars").waitFor();
    await stage.page.getByLabel("How much", { exact: true }).waitFor();
  });

  it("and a node that answers nonsense of a purchase in it leaves the rooms and the list", async () => {
    stage = await Stage.open(browser);
    await keep("localnet/home-1/transactions", [{ hash, account: await stage.wallet.address(), title: "Borrow", signedAt: 1, tx: { phase: "settling", height: 5, purchase: { batchId: "7" } } }]);
    stage.node.answers[CONTRACTS.reserve]!["waiting"] = { waiting: 5 };
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByText("Some figures here cannot be read now. The node answers “waiting” with what no contract of this page answers.").waitFor();
    await stage.page.getByRole("region", { name: "Your transactions" }).getByText("Batch 7: collecting in the market").waitFor();
    await stage.page.getByLabel("How much", { exact: true }).waitFor();
  });
});

describe("repaying", () => {
  it("works where the chain does not say what is owed", async () => {
    stage = await Stage.open(browser);
    stage.node.answers[CONTRACTS.market]!["position"] = new Error("broken");
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByRole("button", { name: "Repay", exact: true }).first().click();
    await stage.page.getByLabel("How much to repay").fill("5");
    await action("Repay").click();
    await dialog().getByText("You repay as much of your debt as 5 USDC cover; what is more comes back in the same transaction.").waitFor();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
    await stage.until(dialog().getByText("In a block done"));
    expect(stage.node.sent.at(-1)!.messages[0]).toMatchObject({ msg: { repay: {} }, funds: [{ denom: USDC, amount: "5000000" }] });
  });
});

describe("a deposit that cannot be read", () => {
  it("is not left out of a borrow, nor a borrow out of a deposit", async () => {
    stage = await Stage.open(browser);
    await stage.go("borrow");
    await stage.connect();
    const [deposit, borrow] = [stage.page.getByLabel("Deposit QER"), stage.page.getByLabel("Borrow USDC")];
    for (const [first, second] of [["0,500", "5"], ["500", "1e3"]] as const) {
      await deposit.fill(first);
      await borrow.fill(second);
      await stage.page.getByText("One of the amounts cannot be read.").waitFor();
      await stage.later(600);
      expect(await stage.page.locator(".action button").first().isDisabled()).toBe(true);
    }
    await deposit.fill("");
    await borrow.fill("5");
    await stage.page.waitForFunction(() => !document.querySelector<HTMLButtonElement>(".action button")!.disabled);
  });
});
