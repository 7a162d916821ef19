/** Bad days of the node, on live chains: stopped and started again; behind and of another chain with a proxy before it. */
import { afterAll, describe, expect, it } from "vitest";
import { LiveDay } from "../../support/live-day.ts";

const day = LiveDay.begin();

// Whatever fails, the next file finds a chain that runs.
afterAll(() => day.net.homeNode("start"));

describe("the live node", () => {
  it("is stopped in mid-flow and started again: figures grow old, nothing is signed, and it goes on with what was typed", async () => {
    await day.open("supply");
    await day.amount.fill("100");
    await day.button("Supply").click();
    await day.signature.waitFor();
    await day.net.homeNode("stop");
    await day.page.getByText(/cannot be reached. The figures are .* old/).waitFor({ state: "attached" });
    await day.sign();
    await day.says(/cannot be reached|not in step with the chain/);
    expect(day.wallet.asked).toEqual([]);
    await day.closeReview();
    await day.says("nothing is signed on old figures");
    expect(await day.button("Supply").isDisabled()).toBe(true);
    await day.says(/The figures are (?!0 )[0-9]+ seconds old/);
    await day.picture("node-down");

    await day.net.homeNode("start");
    await day.page.getByText("cannot be reached").waitFor({ state: "detached", timeout: 60_000 });
    expect(await day.amount.inputValue()).toBe("100");
    // Until its first block a node that was started again simulates nothing.
    await day.net.at((await day.net.at()).height + 1);
    await day.button("Supply").click();
    await day.sign();
    await day.included();
  });

  it("is behind: nothing can be signed", async () => {
    const url = await day.nodeThatSays(({ sync_info }) => {
      sync_info.latest_block_time = new Date(Date.parse(sync_info.latest_block_time) - 600_000).toISOString();
    });
    await day.open("supply", url);
    await day.amount.fill("100");
    await day.says("The node is behind: its last block is 10 minutes");
    expect(await day.button("Supply").isDisabled()).toBe(true);
    // No picture of this one is kept: figures and time of such a node would be of one block, and here only the time is old.
  });

  it("is of another chain: none of its figures is shown", async () => {
    const url = await day.nodeThatSays(({ node_info }) => {
      node_info.network = "evil-1";
    });
    await day.open("overview", url);
    await day.says("The node is of evil-1, not of home-1.");
    await day.page.waitForTimeout(2_500);
    const figures = await day.page.locator(".figure dd .amount").count();
    expect(figures).toBe(0);
    await day.picture("wrong-chain");
  });
});
