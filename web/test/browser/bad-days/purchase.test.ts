/** Bad days of a purchase over IBC: every state that the reserve's records can have, in words that are true of it. */
import { describe, expect, it } from "vitest";
import { CONTRACTS } from "../../support/answers.ts";
import { BadDay } from "../../support/bad-day.ts";

const day = BadDay.begin();

/** The raw key of the reserve's record of batch 7: cw-storage-plus' map `b` by u64. */
const BATCH_7 = String.fromCharCode(0, 1) + "b" + String.fromCharCode(0, 0, 0, 0, 0, 0, 0, 7);
const batch = (record: object) => {
  day.stage.node.raw[CONTRACTS.reserve]![BATCH_7] = { stable_in: "1000000000", user_in: "950000000", eth_out: "0", open: "1000000000", settled: false, ...record };
};
const waits = (amount: string) => {
  day.stage.node.answers[CONTRACTS.reserve]!["waiting"] = (_args: unknown, now: number) => ({ waiting: [{ batch_id: "7", amount, since: now - 90 }] });
};

/** Borrows in batch 7 and puts the review away. */
async function borrowed(): Promise<void> {
  day.stage.node.events = [{ type: "wasm-qerun-market/borrow", attributes: [{ key: "batch_id", value: "7" }, { key: "claim", value: "4750000" }] }];
  await day.stage.go("borrow");
  await day.stage.connect();
  await day.page.getByLabel("Borrow USDC").fill("10");
  await day.page.locator(".action").getByRole("button", { name: "Borrow" }).click();
  await day.sign();
  await day.stage.until(day.dialog.getByText("ETH is being bought over IBC; this may take hours"));
  await day.dialog.getByRole("button", { name: "Close" }).click();
}

describe("a purchase over IBC", () => {
  it("is followed from the block to the ETH, over a reload", async () => {
    await borrowed();
    await day.page.reload();
    await day.says("Batch 7: collecting in the market. It leaves when it is full, or old enough.");
    batch({});
    await day.says("Batch 7: being bought on the other chain, or on its way there or back.");
    batch({ eth_out: "500000000000000000", open: "0", settled: true });
    await day.says("done, ETH bought");
  });

  it("is refunded: it says that the stablecoins came back, who goes on, and what repaying does now", async () => {
    await borrowed();
    batch({});
    await day.says("Batch 7: being bought on the other chain, or on its way there or back.");
    waits("1000000000");
    await day.says("Batch 7: the purchase did not happen, 1,000 USDC came back.");
    await day.says("They wait in the reserve until somebody has them sent again, which anyone may do; you need not sign anything.");
    await day.says("the part of this batch that it releases is owed to you until the batch has settled");
    expect(await day.page.getByText("being bought on the other chain").count()).toBe(0);
    await day.picture("purchase-refunded", /the purchase did not happen/);
    // It is sent again, and bought.
    day.stage.node.answers[CONTRACTS.reserve]!["waiting"] = { waiting: [] };
    await day.says("Batch 7: being bought on the other chain, or on its way there or back.");
    batch({ eth_out: "490000000000000000", open: "0", settled: true });
    await day.says("done, ETH bought");
  });

  it("comes back in part: both parts are told", async () => {
    await borrowed();
    batch({});
    waits("400000000");
    await day.says("Batch 7: 400 USDC came back, the rest is still under way.");
  });

  it.each([
    ["is given up in part", { eth_out: "300000000000000000", stable_out: "400000000" }, "done, ETH bought with a part; the rest came back as stablecoins"],
    ["is given up", { stable_out: "1000000000" }, "done, no ETH: the purchase was given up, and the stablecoins came back"],
    ["is lost", {}, "done, no ETH: the purchase was lost on the way"],
  ])("%s: it is not called bought, also after a reload", async (_name, record, words) => {
    await borrowed();
    batch({ ...record, open: "0", settled: true });
    await day.says(words);
    await day.page.reload();
    await day.says(words);
    expect(await day.page.getByText("done, ETH bought", { exact: true }).count()).toBe(0);
  });

  it("of which one is owed a part is told in the claims as it is", async () => {
    const key = BATCH_7.slice(0, -1) + String.fromCharCode(6);
    const { node } = day.stage;
    node.raw[CONTRACTS.reserve]![key] = { stable_in: "1000000000", user_in: "950000000", eth_out: "0", open: "1000000000", settled: false };
    node.answers[CONTRACTS.reserve]!["waiting"] = (_args: unknown, now: number) => ({ waiting: [{ batch_id: "6", amount: "1000000000", since: now - 90 }] });
    await day.stage.go("claims");
    await day.stage.connect();
    await day.says(/1,000 USDC\s+of it wait in the reserve to be sent/);
    // What has settled can be collected all the same.
    expect(await day.button("Collect").isEnabled()).toBe(true);
  });
});
