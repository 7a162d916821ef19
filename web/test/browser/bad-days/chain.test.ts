/** Bad days of the chain: no coins for the fee, a contract that refuses, transactions that fail, come late, or come not at all. */
import { describe, expect, it } from "vitest";
import { CONTRACTS, POSITION } from "../../support/answers.ts";
import { BadDay } from "../../support/bad-day.ts";

const day = BadDay.begin();

describe("the chain", () => {
  it("has too little for the fee", async () => {
    day.stage.node.balances["stake"] = "3";
    await day.supply();
    await day.says("The fee is 0.000221 STAKE, and this account has 0.000003 STAKE.");
    expect(day.stage.wallet.asked).toEqual([]);
    await day.picture("no-gas-money");
    await day.dialog.getByRole("button", { name: "Close" }).click();
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("does not know an account that has never received anything", async () => {
    day.stage.node.unknown = true;
    await day.supply();
    await day.says("The chain does not know this account yet.");
    await day.says("Receive something on it first, for example STAKE for fees.");
    expect(day.stage.wallet.asked).toEqual([]);
  });

  it("refuses in the simulation: the contract's error in words", async () => {
    day.stage.node.simulationError = "cash 5000000, requested 100000000";
    await day.supply();
    await day.says("The market has 5 USDC at hand, the rest is lent.");
    await day.picture("contract-error");
    await day.dialog.getByRole("button", { name: "Close" }).click();
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("fails in the block: only the fee was taken, and what was typed is kept", async () => {
    await day.supply();
    day.stage.node.txError = "failed to execute message; message index: 0: cash 5000000, requested 100000000: execute wasm contract failed";
    await day.sign();
    await day.says("The market has 5 USDC at hand, the rest is lent.");
    await day.says("The fee was taken; nothing else happened.");
    await day.picture("others-were-faster");
    await day.dialog.getByRole("button", { name: "Close" }).click();
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("runs out of gas in the block, because others changed what the transaction met", async () => {
    await day.supply();
    day.stage.node.txError = "out of gas in location: wasm contract; gasWanted: 221000, gasUsed: 221500: out of gas";
    await day.sign();
    await day.says("The gas did not suffice.");
    await day.says("Only the fee was lost; try again.");
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("sends the batch off with the borrow, because it became due before the block: gas for that is asked for", async () => {
    const { node } = day.stage;
    const market = node.answers[CONTRACTS.market]!;
    const quote = market["quote_borrow"] as (args: object, now: number) => object;
    market["quote_borrow"] = (args, now) => ({ ...quote(args, now), due_at: now + 20 });
    await day.stage.go("borrow");
    await day.stage.connect();
    await day.page.getByLabel("Borrow USDC").fill("10");
    await day.page.locator(".action").getByRole("button", { name: "Borrow" }).click();
    await day.says("The batch is soon due: this borrow may be the one that sends it off, and more gas is asked for.");
    await day.sign();
    await day.included();
    // (170,000 of the simulation + 300,000) x 1.3
    expect(node.sent[0]!.gas).toBe(611_000n);
  });

  it("had another transaction first", async () => {
    await day.supply();
    day.stage.node.broadcastError = { code: 32, codespace: "sdk", log: "account sequence mismatch, expected 8, got 7: incorrect account sequence" };
    await day.sign();
    await day.says("Another transaction of this account went first.");
    expect(await day.amount.inputValue()).toBe("100");
  });

  it("takes a transaction into no block: the page waits over a reload, until it can no longer happen", async () => {
    await day.supply();
    day.stage.node.including = false;
    await day.sign();
    await day.page.getByText("sent, in no block yet").first().waitFor({ state: "attached" });
    await day.page.reload();
    await day.says("sent, in no block yet");
    // Its last block passes.
    Object.defineProperty(day.stage.node, "height", { get: () => 2_000 });
    await day.says("No block has taken the transaction in time.");
    await day.says("It can no longer happen.");
    await day.shown("in-no-block", "No block has taken the transaction in time.");
  });

  it("finds a transaction again after the page was closed in the middle", async () => {
    await day.supply();
    await day.sent();
    await day.page.reload();
    await day.says(/done in block/);
    expect(day.stage.node.sent.length).toBe(1);
  });
});

describe("a contract", () => {
  it("that answers nothing: the page says why figures are missing, and shows the others", async () => {
    day.stage.node.answers[CONTRACTS.market]!["state"] = new Error("the price of qer is degraded");
    await day.stage.go();
    await day.says("Some figures here cannot be read now.");
    await day.says("The price of qer is degraded.");
    await day.says("42.5 ETH");
    await day.picture("refused", "Some figures here cannot be read now.");
  });
});

describe("the protocol", () => {
  it("has paused the market: what cannot be done is said beforehand, and repaying and withdrawing go on", async () => {
    const { node } = day.stage;
    node.answers[CONTRACTS.market]!["pauses"] = { supply: node.time + 3_600, borrow: node.time + 7_200, withdraw_collateral: 0 };
    await day.stage.go();
    await day.says(/Supplying is paused until/);
    await day.says(/Borrowing is paused until/);
    await day.stage.go("supply");
    await day.stage.connect();
    await day.amount.fill("1");
    await day.says(/Supplying is paused until/);
    expect(await day.button("Supply").isDisabled()).toBe(true);
    await day.picture("paused");
    await day.says("Repaying, adding collateral, taking supplied stablecoins out, unstaking and claiming work.");
    // Taking out is never paused.
    await day.page.getByLabel("How much to take").fill("1");
    expect(await day.button("Withdraw").isEnabled()).toBe(true);
    node.answers[CONTRACTS.market]!["pauses"] = { supply: 0, borrow: 0, withdraw_collateral: 0 };
    await day.gone(/Supplying is paused until/);
    expect(await day.amount.inputValue()).toBe("1");
    expect(await day.button("Supply").isEnabled()).toBe(true);
  });

  it("has a price that is too old: no new debt, and repaying goes on", async () => {
    const { node } = day.stage;
    const oracle = node.answers[CONTRACTS.oracle]!;
    const prices = oracle["prices"] as (args: object, now: number) => { prices: { asset: string; record: { as_of: number; expires: number } }[] };
    oracle["prices"] = (args, now) => {
      const answer = prices(args, now);
      const qer = answer.prices.find(({ asset }) => asset === "qer")!.record;
      [qer.as_of, qer.expires] = [now - 4_000, now - 3_700];
      return answer;
    };
    // As the market answers without a price: nothing can be borrowed, and no health is known.
    const market = node.answers[CONTRACTS.market]!;
    const quote = market["quote_borrow"] as (args: object, now: number) => object;
    market["max_borrow"] = { amount: "0", paid_out: "0", limits: null };
    market["quote_borrow"] = (args, now) => ({ ...quote(args, now), health_after: null, refused: `the price of qer expired at ${now - 3_700}, now is ${now}` });
    market["position"] = { ...POSITION, collateral_value: null, debt_value: null, health: null, health_with_claim: null };
    await day.stage.go();
    await day.says(/too old since .*: no new debt, no liquidation/);
    await day.stage.go("borrow");
    await day.stage.connect();
    await day.page.getByLabel("Borrow USDC").fill("10");
    await day.says("The price of QER is too old.");
    await day.picture("stale-price", "The price of QER is too old.");
    expect(await day.page.locator(".action").getByRole("button", { name: "Borrow" }).isDisabled()).toBe(true);
    await day.page.getByRole("group", { name: "What to do" }).getByRole("button", { name: "Repay" }).click();
    await day.page.getByLabel("How much to repay").fill("10");
    await day.page.locator(".action").getByRole("button", { name: "Repay" }).click();
    await day.sign();
    await day.included();
  });
});
