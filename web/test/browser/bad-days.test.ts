import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CONTRACTS, USDC } from "../support/answers.ts";
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
afterEach(() => stage.close());

const dialog = () => stage.page.getByRole("dialog");
const says = (text: string | RegExp) => stage.page.getByText(text).first().waitFor();

/** Types an amount to supply and opens the review. */
async function supply(amount = "100"): Promise<void> {
  await stage.go("supply");
  await stage.connect();
  await stage.page.getByLabel("How much", { exact: true }).fill(amount);
  await stage.page.getByRole("button", { name: "Supply", exact: true }).click();
}

async function sign(): Promise<void> {
  await dialog().getByRole("button", { name: "Sign in Keplr" }).click();
}

const typed = () => stage.page.getByLabel("How much", { exact: true }).inputValue();

describe("the node", () => {
  it("is down: figures stay, marked with their age, and nothing can be signed", async () => {
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    await says("4,000");
    stage.node.down = true;
    await says(/cannot be reached. The figures are .* old/);
    await says("nothing is signed on old figures");
    expect(await stage.page.getByRole("button", { name: "Supply", exact: true }).isDisabled()).toBe(true);
    await says("4,000");
    expect(await typed()).toBe("100");
    await stage.picture("bad-node-down");
    stage.node.down = false;
    await stage.page.getByText("cannot be reached").waitFor({ state: "detached", timeout: 30_000 });
    expect(await stage.page.getByRole("button", { name: "Supply", exact: true }).isEnabled()).toBe(true);
  });

  it("is down from the beginning: the page says so, and is not white", async () => {
    stage.node.down = true;
    await stage.go();
    await says("cannot be reached");
    await stage.picture("bad-node-down-first");
  });

  it("is behind: refused", async () => {
    stage.node.lag = 600;
    await stage.go("supply");
    await stage.connect();
    await says("The node is behind: its last block is 10 minutes");
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    expect(await stage.page.getByRole("button", { name: "Supply", exact: true }).isDisabled()).toBe(true);
    await stage.picture("bad-node-behind");
  });

  it("is of another chain: none of its figures is shown", async () => {
    stage.node.chainId = "evil-1";
    await stage.go();
    await says("The node is of evil-1, not of home-1.");
    await stage.page.waitForTimeout(1_500);
    expect(await stage.page.getByText("175,000.5").count()).toBe(0);
    await stage.picture("bad-wrong-chain");
  });

  it("of one's own is taken only if it is of the chain, and kept over a reload", async () => {
    const other = await Stage.open(browser);
    await stage.go("settings");
    other.node.chainId = "evil-1";
    await stage.page.getByLabel("Your own node (RPC)").fill(other.node.url);
    await stage.page.getByRole("button", { name: "Use this node" }).click();
    await says("This node is of evil-1, not of home-1.");
    await stage.page.getByLabel("Your own node (RPC)").fill("javascript:alert(1)");
    await stage.page.getByRole("button", { name: "Use this node" }).click();
    await says("the address of a node begins with http or https");
    other.node.chainId = "home-1";
    await stage.page.getByLabel("Your own node (RPC)").fill(`${other.node.url}/`);
    await stage.page.getByRole("button", { name: "Use this node" }).click();
    await stage.page.waitForFunction((url) => document.querySelector("main .mono")?.textContent === url, other.node.url);
    expect(other.node.requests.length).toBeGreaterThan(1);
    await other.close();
  });
});

describe("the wallet", () => {
  it("rejects: nothing is sent, what was typed is kept, and it can be tried again", async () => {
    await supply();
    stage.wallet.rejects = true;
    await sign();
    await says("You did not sign.");
    await stage.picture("bad-rejected");
    stage.wallet.rejects = false;
    await dialog().getByRole("button", { name: "Try again" }).click();
    await sign();
    await dialog().getByText("In a block done").waitFor();
    expect(stage.node.sent.length).toBe(1);
  });

  it("is locked", async () => {
    stage.wallet.locked = true;
    await stage.go();
    await stage.page.getByRole("button", { name: "Connect wallet" }).click();
    await says("The wallet is locked. Unlock it and try again");
  });

  it("does not know the chain: the page suggests it", async () => {
    stage.wallet.knowsChain = false;
    await stage.go();
    await stage.connect();
    expect(stage.wallet.suggested).toEqual([{ chainId: "home-1", chainName: "Home" }]);
  });

  it("is not there", async () => {
    const none = await Stage.open(browser, { wallet: false });
    await none.go();
    await none.page.getByRole("button", { name: "Connect wallet" }).click();
    await none.page.getByText("No wallet is in this browser.").waitFor();
    await none.close();
  });

  it("switches the account in mid-flow: nothing is signed for the other one", async () => {
    await supply();
    await dialog().getByRole("button", { name: "Sign in Keplr" }).waitFor();
    await stage.wallet.switchTo(1, stage.page, false);
    await sign();
    await says("The wallet has another account now");
    expect(stage.wallet.asked).toEqual([]);
    await stage.picture("bad-account-switched");
  });

  it("tells of another account: the page follows it, and its figures are the other's", async () => {
    await stage.go();
    await stage.connect();
    const first = await stage.wallet.address();
    await stage.wallet.switchTo(1, stage.page);
    await says("Account 1");
    expect(await stage.page.locator(".wallet").innerText()).not.toContain(first.slice(-5));
  });

  it("is connected again after a reload", async () => {
    await stage.go();
    await stage.connect();
    await stage.page.reload();
    await stage.page.getByRole("button", { name: "Disconnect" }).waitFor();
  });
});

describe("the chain", () => {
  it("has too little for the fee", async () => {
    stage.node.balances["stake"] = "3";
    await supply();
    await says("The fee is 0.000221 STAKE, and this account has 0.000003 STAKE.");
    expect(stage.wallet.asked).toEqual([]);
    await stage.picture("bad-no-fee");
  });

  it("refuses in the simulation: the contract's error in words", async () => {
    stage.node.simulationError = "cash 5000000, requested 100000000";
    await supply();
    await says("The market has 5 USDC at hand, the rest is lent.");
    await dialog().getByRole("button", { name: "Close" }).click();
    expect(await typed()).toBe("100");
    await stage.picture("bad-contract-error");
  });

  it("fails in the block: only the fee was taken, and what was typed is kept", async () => {
    await supply();
    stage.node.txError = "failed to execute message; message index: 0: supply is too small to mint a share: execute wasm contract failed";
    await sign();
    await says("The amount is too small to count.");
    await says("The fee was taken; nothing else happened.");
    await dialog().getByRole("button", { name: "Close" }).click();
    expect(await typed()).toBe("100");
  });

  it("had another transaction first", async () => {
    await supply();
    stage.node.broadcastError = { code: 32, codespace: "sdk", log: "account sequence mismatch, expected 8, got 7: incorrect account sequence" };
    await sign();
    await says("Another transaction of this account went first.");
  });

  it("takes a transaction into no block: the page waits over a reload, until it can no longer happen", async () => {
    await supply();
    stage.node.including = false;
    await sign();
    await stage.page.getByText("sent, in no block yet").first().waitFor({ state: "attached" });
    await stage.page.reload();
    await says("sent, in no block yet");
    // Its last block passes.
    Object.defineProperty(stage.node, "height", { get: () => 2_000 });
    await says("No block has taken the transaction in time.");
    await says("It can no longer happen.");
    await stage.picture("bad-expired");
  });

  it("finds a transaction again after the page was closed in the middle", async () => {
    await supply();
    await sign();
    await stage.page.getByText("sent, in no block yet").first().waitFor({ state: "attached" });
    await stage.page.reload();
    await says(/done in block/);
    expect(stage.node.sent.length).toBe(1);
  });

  it("has paused the market, and a price that is too old", async () => {
    const market = stage.node.answers[CONTRACTS.market]!;
    market["pauses"] = { supply: stage.node.time + 3_600, borrow: stage.node.time + 7_200, withdraw_collateral: 0 };
    const prices = stage.node.answers[CONTRACTS.oracle]!["prices"] as (args: object, now: number) => { prices: { asset: string; record: { as_of: number; expires: number } }[] };
    stage.node.answers[CONTRACTS.oracle]!["prices"] = (args, now) => {
      const answer = prices(args, now);
      const qer = answer.prices.find(({ asset }) => asset === "qer")!.record;
      [qer.as_of, qer.expires] = [now - 4_000, now - 3_700];
      return answer;
    };
    await stage.go();
    await says(/Supplying is paused until/);
    await says(/Borrowing is paused until/);
    await says(/too old since .*: no new debt, no liquidation/);
    await stage.picture("bad-paused-stale");
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("1");
    await says(/Supplying is paused until/);
    expect(await stage.page.getByRole("button", { name: "Supply", exact: true }).isDisabled()).toBe(true);
    // Taking out is never paused.
    await stage.page.getByLabel("How much to take").fill("1");
    expect(await stage.page.getByRole("button", { name: "Withdraw", exact: true }).isEnabled()).toBe(true);
  });
});

describe("a purchase over IBC", () => {
  it("is followed from the block to the ETH, over a reload", async () => {
    stage.node.events = [{ type: "wasm-qerun-market/borrow", attributes: [{ key: "batch_id", value: "7" }, { key: "claim", value: "4750000" }] }];
    await stage.go("borrow");
    await stage.connect();
    await stage.page.getByLabel("Borrow USDC").fill("10");
    await stage.page.locator(".action").getByRole("button", { name: "Borrow" }).click();
    await sign();
    await dialog().getByText("ETH is being bought over IBC; this may take hours").waitFor();
    await stage.picture("settling");
    await stage.page.reload();
    await says("Batch 7: collecting in the market");
    const key = String.fromCharCode(0, 1) + "b" + String.fromCharCode(0, 0, 0, 0, 0, 0, 0, 7);
    stage.node.raw[CONTRACTS.reserve]![key] = { stable_in: "1000000000", user_in: "950000000", eth_out: "0", open: "1000000000", settled: false };
    await says("Batch 7: being bought on the other chain");
    stage.node.raw[CONTRACTS.reserve]![key] = { stable_in: "1000000000", user_in: "950000000", eth_out: "500000000000000000", open: "0", settled: true };
    await says("done, ETH bought");
  });
});

describe("two tabs", () => {
  it("see each other's transactions", async () => {
    await supply();
    const second = await stage.context.newPage();
    await second.goto(`${stage.origin}/sub/folder/#/overview`);
    await second.getByRole("button", { name: "Disconnect" }).waitFor();
    await sign();
    await second.getByText("Supply 100 USDC").waitFor();
    await second.getByText(/done in block/).waitFor();
  });
});

describe("pasted text", () => {
  it("loses what nobody sees", async () => {
    await stage.go("supply");
    await stage.page.getByLabel("How much", { exact: true }).fill("1\u2028\u202e00\u2029");
    expect(await typed()).toBe("100");
    await stage.page.getByLabel("How much", { exact: true }).fill("1,5");
    await says("Write one and a half as 1.5.");
  });
});

describe("the deployment file", () => {
  it.each([
    ["is missing", () => undefined, "deployment.json is not beside the page (404)"],
    ["is no JSON", () => "<html>", "deployment.json is no JSON"],
    ["has an address with a slip", (file: Record<string, unknown>) => JSON.stringify(file).replaceAll(CONTRACTS.market, `${CONTRACTS.market.slice(0, -1)}${CONTRACTS.market.endsWith("q") ? "p" : "q"}`), "chain.home.contracts.market is no address of the chain"],
  ])("%s: the page says which", async (_name, deployment, words) => {
    const broken = await Stage.open(browser, { deployment });
    await broken.page.goto(`${broken.origin}/sub/folder/`);
    await broken.page.getByText(words).waitFor();
    expect(await broken.axe()).toEqual([]);
    await broken.close();
  });
});

describe("what the wallet has", () => {
  it("limits what can be typed, with a reason", async () => {
    stage.node.balances[USDC] = "50000000";
    await stage.go("supply");
    await stage.connect();
    await stage.page.getByLabel("How much", { exact: true }).fill("100");
    await says("Your wallet has less.");
    await stage.page.getByRole("button", { name: "Max for How much", exact: true }).click();
    expect(await typed()).toBe("50");
  });
});
