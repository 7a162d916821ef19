/** A sponsor: an operation of the steward that opens borrowing; he looks at it, posts its bond, waits and executes. */
import { fromBinary, instruct, market } from "@qerun/client";
import { describe, expect, it } from "vitest";
import { formatToken } from "../../src/core/amount.ts";
import { duration } from "../../src/core/time.ts";
import { Visitor } from "../support/live.ts";
import { Net } from "../support/chain.ts";
import { queue } from "../support/scene.ts";
import { govern } from "../support/tables/govern.ts";
import { overview } from "../support/tables/overview.ts";

const TEXT = "Open borrowing: <b>all milestones</b> are there";

const net = Net.open();
const { qer, home } = net.site;
let id: number;
let before: bigint;

const alice = Visitor.begin(net, "alice");

const operation = async () => (await net.at()).timelock.operation({ id });

describe("a sponsor", () => {
  it("sees that borrowing is closed", async () => {
    expect(await (await net.at()).market.milestones()).toEqual({ opened_at: null, missing: [] });
    await alice.sees("overview, nothing open", overview(net));
  });

  it("looks at an operation: class, delay, bond, text, and what it changes", async () => {
    await alice.room("Govern");
    await alice.sees("no operation", govern(net));
    id = await queue(net, TEXT, instruct(home.contracts.market, market.execute.openBorrowing()));
    await alice.page.getByRole("button", { name: `Look at operation ${id}` }).click();
    const { figures } = await alice.sees("queued", govern(net, id));
    const { operation: queued, messages } = await operation();
    expect(figures[`Decisions that passed / ${id}. ${TEXT}`]).toBe(
      `${queued.class}, waits ${duration(queued.delay)}, bond ${formatToken(queued.bond, qer)} | waits for a bond`,
    );
    const card = alice.page.locator("section", { has: alice.page.getByRole("heading", { name: `Operation ${id}:` }) });
    // Governance's text is text.
    expect(await card.locator("p").first().innerText()).toBe(TEXT);
    expect(await card.locator("ol > li").count()).toBe(messages.length);
    const detail = JSON.parse((await card.locator("pre").textContent())!) as unknown;
    const { execute } = (messages[0] as { wasm: { execute: { contract_addr: string; msg: string; funds: unknown[] } } }).wasm;
    expect(detail).toEqual({ to: execute.contract_addr, message: fromBinary(execute.msg), funds: execute.funds });
    expect(detail).toMatchObject({ to: home.contracts.market, message: { open_borrowing: {} } });
  });

  it("posts the bond", async () => {
    const { operation: queued } = await operation();
    const bond = formatToken(queued.bond, qer);
    before = await (await net.at()).qer(alice.address);
    const { sentence, landed } = await alice.signed(`Sponsor it with ${bond}`);
    expect(sentence).toBe(`You post a bond of ${bond}, and the delay of operation ${id} begins.`);
    expect(await (await net.at(landed.height)).qer(alice.address)).toBe(before - queued.bond);
    await alice.sees("the bond is posted", govern(net, id));
    expect((await operation()).operation).toMatchObject({ bond_state: "held", sponsor: alice.address });
  });

  it("waits, executes, and has the bond back", async () => {
    await alice.page.getByRole("button", { name: "Execute it" }).waitFor({ timeout: 60_000 });
    await alice.sees("its delay is over", govern(net, id));
    const { landed } = await alice.signed("Execute it");
    const then = await net.at(landed.height);
    expect(await then.qer(alice.address)).toBe(before);
    expect((await then.timelock.operation({ id })).status).toBe("executed");
    expect((await then.market.milestones()).opened_at).toBe(then.time);
    await alice.sees("executed", govern(net, id));
    await alice.room("Overview");
    await alice.sees("overview, borrowing open", overview(net));
  });
});
