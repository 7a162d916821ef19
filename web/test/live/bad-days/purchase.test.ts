/** Bad days of a purchase, live: the DEX refuses it, or no relayer carries it until it is too late. */
import { instruct, market, Node, type Instruction } from "@qerun/client";
import { afterAll, describe, expect, it } from "vitest";
import { formatToken } from "../../../src/core/amount.ts";
import { within } from "../../support/chain.ts";
import { LiveDay } from "../../support/live-day.ts";
import { ONE } from "../../support/scene.ts";
import { Person } from "../../support/signer.ts";

const day = LiveDay.begin();

// Whatever fails, the next file finds a relayer that runs.
afterAll(() => day.net.relayer("start"));

/** Moves the price of the DEX's pair by a tenth, where orders allow 3 %. */
const LARGE_SWAP = 200_000n * ONE;

function swap(denom: string, amount: bigint): Instruction {
  const offer_asset = { info: { native_token: { denom } }, amount: amount.toString() };
  return instruct(day.net.site.dex.contracts["pair"]!, { swap: { offer_asset, max_spread: "0.5" } }, [{ denom, amount }]);
}

/** Borrows so much that the batch leaves at once, and puts the review away. Returns the batch. */
async function borrow(): Promise<bigint> {
  const { contracts } = day.net.site.home;
  const place = { token: contracts.token, contract: contracts.market };
  const { debt } = await day.faulty.market.position({ user: await day.wallet.address() });
  if (debt > 0n) await day.faulty.send("dave", instruct(contracts.market, market.execute.repay(), day.faulty.stable(debt + ONE)));
  await day.faulty.send("dave", market.hooks.depositCollateral(place, 10_000n * ONE));
  await day.open("borrow");
  await day.page.getByLabel("Borrow USDC").fill("3,000");
  await day.button("Borrow").click();
  await day.dialog.getByText("This borrow fills the batch and sends it off").waitFor();
  await day.sign();
  await day.dialog.getByText("ETH is being bought over IBC; this may take hours").waitFor();
  await day.closeReview();
  const said = await day.page.getByText(/^Batch [0-9]+:/).first().innerText();
  return BigInt(/^Batch ([0-9]+)/.exec(said)![1]!);
}

/** Repays 1,000 of 3,000 by the page while the purchase is refunded: a third of the claim is owed. */
async function repayMeanwhile(batch: bigint): Promise<void> {
  const user = await day.wallet.address();
  const before = (await day.faulty.market.position({ user })).debt;
  await day.room("Borrow");
  await day.page.getByRole("group", { name: "What to do" }).getByRole("button", { name: "Repay" }).click();
  await day.page.getByLabel("How much to repay").fill("1,000");
  await day.button("Repay").click();
  await day.dialog.getByText("What is being bought at this moment is owed to you").waitFor();
  await day.sign();
  await day.included();
  await day.closeReview();
  expect((await day.faulty.market.position({ user })).debt).toBeLessThan(before - 999n * ONE);
  const { batches } = await day.faulty.market.owed({ user });
  expect(batches.find(({ batch_id }) => batch_id === batch)?.user_in).toBeGreaterThan(400n * ONE);
}

const waiting = async (batch: bigint) => (await day.faulty.reserve.waiting({ limit: 30 })).waiting.find(({ batch_id }) => batch_id === batch);

/** The page tells that the purchase did not happen, and how much came back is what the reserve says. */
async function cameBack(batch: bigint): Promise<void> {
  await day.says(/^Batch [0-9]+: the purchase did not happen, [0-9,.]+ USDC came back\./, 120_000);
  const { amount } = (await waiting(batch))!;
  expect(amount).toBeGreaterThanOrEqual(1_500n * ONE);
  await day.says(`Batch ${batch}: the purchase did not happen, ${formatToken(amount, day.net.site.stable)} came back.`);
  await day.says("They wait in the reserve until somebody has them sent again, which anyone may do; you need not sign anything.");
}

/** Anyone has it sent again by the page, which follows to the ETH; then what was owed meanwhile is collected. */
async function sentAgain(batch: bigint): Promise<void> {
  await day.room("Claims");
  await day.button("Send what waits").click();
  await day.sign();
  await day.included();
  await day.closeReview();
  await day.says(`Batch ${batch}: being bought on the other chain, or on its way there or back.`);
  await day.says("done, ETH bought", 120_000);
  expect(await waiting(batch)).toBeUndefined();
  await day.button("Collect").click();
  await day.sign();
  await day.included();
  await day.closeReview();
}

describe("a purchase over live IBC", () => {
  it("is refused by the DEX: refunded, told so, and bought when the price is right again", async () => {
    const { site } = day.net;
    const dave = await Person.of(day.net, "dave", 0, "dex");
    const eth = () => new Node(site.dex.rest[0]!).balance(dave.address, site.eth.dex);
    const before = await eth();
    await dave.send(swap(site.stable.dex, LARGE_SWAP));
    const swapped = (await eth()) - before;
    let batch: bigint;
    try {
      batch = await borrow();
      await cameBack(batch);
      await day.room("Claims");
      await day.says("came back: the stablecoins wait to be sent again");
      await day.picture("purchase-refunded", "came back: the stablecoins wait to be sent again");
      await repayMeanwhile(batch);
    } finally {
      await dave.send(swap(site.eth.dex, swapped));
    }
    await sentAgain(batch);
  });

  it("times out without a relayer: still under way until it is back, then refunded, then bought", async () => {
    await day.net.relayer("stop");
    const batch = await borrow();
    await day.says(`Batch ${batch}: being bought on the other chain, or on its way there or back.`);
    const { orders } = await day.faulty.reserve.orders({ start_after: null, limit: 30 });
    const order = orders.find(({ order }) => order.batch_id === batch)!.order;
    await within(120, "the packet's deadline passes", async () => (await day.faulty.time()) > order.deadline + 2);
    // The deadline alone brings nothing back, and the page does not say so.
    await day.says(`Batch ${batch}: being bought on the other chain, or on its way there or back.`);
    await day.room("Claims");
    await day.says("not heard of since it left for");
    await day.picture("no-relayer", "not heard of since it left for");
    await day.net.relayer("start");
    await cameBack(batch);
    await day.says("came back: the stablecoins wait to be sent again");
    await day.picture("ibc-timeout", "came back: the stablecoins wait to be sent again");
    await repayMeanwhile(batch);
    await sentAgain(batch);
  });
});
