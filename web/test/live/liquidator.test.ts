/** A liquidator: sees positions in order of health with the contract's quotes, and liquidates the least healthy one. */
import { eventsOf } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { shorten } from "../../src/core/text.ts";
import { Visitor } from "../support/live.ts";
import { Net } from "../support/chain.ts";
import { ONE, untilLiquidatable } from "../support/scene.ts";
import { liquidate } from "../support/tables/liquidate.ts";
import { overview } from "../support/tables/overview.ts";
import { sale } from "../support/tables/sale.ts";
import { nearly, units } from "../support/tables/words.ts";

/** Whom the falling prices catch: see the supplier's life. */
const POSITIONS = 2;

/** So little that it does not make a position healthy again whose health has just fallen below 1. */
const PART = 100n * ONE;

const net = Net.open();
const { qer, stable, eth } = net.site;
let borrower: string;

const frank = Visitor.begin(net, "frank");

const name = () => `Liquidate ${shorten(borrower)}`;

describe("a liquidator", () => {
  it("sees positions in order of health, when the averages have followed", async () => {
    await untilLiquidatable(net, POSITIONS);
    await frank.room("Liquidate");
    await frank.sees("positions", liquidate(net));
    const { positions } = await (await net.at()).market.liquidatable({ limit: 10 });
    const rows = frank.page.getByRole("region", { name: "Table of positions that can be liquidated" }).locator("tbody tr");
    await expect.poll(() => rows.count()).toBe(positions.length);
    const shown = await rows.locator("th").evaluateAll((heads) => heads.map((head) => (head as HTMLElement).title));
    expect(shown).toEqual(positions.map((position) => position.borrower));
    const health = positions.map((position) => Number(position.health));
    expect(health).toEqual([...health].sort((a, b) => a - b));
    borrower = positions[0]!.borrower;
  });

  it("liquidates a part, and gets what the review said", async () => {
    await frank.page.getByRole("button", { name: `Choose ${shorten(borrower)}` }).click();
    await frank.sees("chosen", liquidate(net, { borrower, liquidator: frank.address, typed: 0n }));
    await frank.fill("You repay", "100");
    await frank.shown(`${name()} / You pay`, () => true);
    await frank.sees("with a quote", liquidate(net, { borrower, liquidator: frank.address, typed: PART }));
    await liquidated(PART);
  });

  it("liquidates all that may be, by Max", async () => {
    await frank.max("You repay");
    await frank.shown(`${name()} / You pay`, () => true);
    const typed = units(await frank.page.getByLabel("You repay").inputValue(), stable);
    await frank.sees("with the quote of all", liquidate(net, { borrower, liquidator: frank.address, typed }));
    await liquidated(typed);
    await frank.room("Overview");
    await frank.sees("overview, liquidated", overview(net));
    await frank.room("Buy ETH");
    await frank.sees("sales of the reserve's ETH", sale(net, frank.address));
  });
});

/** Interest runs until the block, so what comes may differ from the quote in the last digits; what is sent too much comes back. */
async function liquidated(typed: bigint): Promise<void> {
  const before = await net.at();
  const { sentence, landed } = await frank.signed("Liquidate");
  const then = await net.at(landed.height);
  const [event] = eventsOf(landed.events, "qerun-market/liquidate");
  expect(event).toMatchObject({ sender: frank.address, borrower });
  const [, pays = "", receives = "", , ether] =
    /^You repay (.+?) of another's debt, and receive (.+? QER)( and (.+? ETH))?, or up to a thousandth less\./.exec(sentence) ?? [];
  const paid = (await before.stable(frank.address)) - (await then.stable(frank.address));
  const got = (await then.qer(frank.address)) - (await before.qer(frank.address));
  const bought = (await then.eth(frank.address)) - (await before.eth(frank.address));
  expect(event).toMatchObject({ amount: paid, refunded: typed - paid, paid_collateral: got });
  // ETH is paid only for what the hour's cap on QER leaves open: how much that is depends on the average at this moment.
  expect(event?.paid_eth ?? 0n).toBe(bought);
  expect(bought > 0n).toBe(ether !== undefined);
  const parts = [[pays, paid, stable], [receives, got, qer]] as const;
  for (const [said, came, unit] of ether === undefined ? parts : ([...parts, [ether, bought, eth]] as const)) {
    expect(came).toBeGreaterThan(0n);
    expect(nearly(units(said, unit), came), `${said} were said, ${came} came`).toBe(true);
  }
  expect(typed - paid > 0n).toBe(sentence.endsWith("What is more than may be repaid comes back."));
}
