/**
 * Kinds of wallets: each signs in its own way, and what it signed is what the chain gets. Then a wallet that rejects, is locked, or
 * has another account by now: told by what it is, in whatever words it says so.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { wordsFor } from "../../src/errors/words.ts";
import { reason } from "../../src/tx/flow.ts";
import { WalletError, type WalletProblem } from "../../src/wallet/problem.ts";
import { Net } from "../support/chain.ts";
import { Visitor } from "../support/live.ts";
import { ONE } from "../support/scene.ts";
import { supply } from "../support/tables/supply.ts";

const net = Net.open();
const { home } = net.site;

const dave = Visitor.begin(net, "dave");
beforeAll(() => dave.room("Supply"));

const wallet = async (height?: number) => (await net.at(height)).stable(dave.address);
const own = { denom: home.feeDenom, amount: 2_468n, gas: 876_543n };
const words = (problem: WalletProblem, said = "") => wordsFor(reason.wallet(new WalletError(problem, said)), net.site).what;

it("has a room for each table of figures, and one for settings", async () => {
  const rooms = await dave.page.getByRole("navigation", { name: "Rooms" }).getByRole("link").allInnerTexts();
  // A new room needs a table in test/support/tables, and a life.
  expect(rooms).toEqual(["Overview", "Borrow", "Claims", "Supply", "Stake", "Liquidity", "Govern", "Liquidate", "Buy ETH", "Airdrop", "Vesting", "Settings"]);
});

describe.each([
  ["direct", { ledger: false, ownFee: undefined }, "SIGN_MODE_DIRECT"],
  ["a Ledger", { ledger: true, ownFee: undefined }, "SIGN_MODE_LEGACY_AMINO_JSON"],
  ["direct, with a fee of its own", { ledger: false, ownFee: own }, "SIGN_MODE_DIRECT"],
  ["a Ledger, with a fee of its own", { ledger: true, ownFee: own }, "SIGN_MODE_LEGACY_AMINO_JSON"],
] as const)("a wallet that signs: %s", (_, kind, mode) => {
  it("has what it signed sent: its mode, its fee, its gas", async () => {
    Object.assign(dave.wallet, kind);
    await dave.reload();
    const before = await wallet();
    await dave.fill("How much", "1");
    // Which compares the fee that was taken with the wallet's, or with the one in the review.
    const { landed } = await dave.signed("Supply");
    expect(landed.mode).toBe(mode);
    expect(before - (await wallet(landed.height))).toBe(ONE);
    await dave.sees(`supplied, ${mode}`, supply(net, dave.address));
  });
});

describe("a wallet that puts in too little gas", () => {
  it("costs its fee, and the page says so", async () => {
    Object.assign(dave.wallet, { ledger: false, ownFee: { ...own, gas: 100_000n } });
    await dave.reload();
    const before = await wallet();
    await dave.fill("How much", "1");
    await dave.review("Supply");
    await dave.sign();
    await dave.dialog.getByText("The fee was taken; nothing else happened.").waitFor({ timeout: 60_000 });
    expect(await dave.failure()).toBe("The gas did not suffice.");
    expect(await wallet()).toBe(before);
    dave.wallet.ownFee = undefined;
  });
});

describe("a wallet that does not sign", () => {
  /** Reviews, has the wallet be as it will be, and tries to sign. */
  async function refused(change: () => void): Promise<string> {
    await dave.review("Supply");
    const [asked, before] = [dave.wallet.asked.length, await wallet()];
    change();
    await dave.sign();
    const said = await dave.failure();
    expect(await wallet()).toBe(before);
    expect(dave.wallet.asked.length - asked).toBe(dave.wallet.rejects ? 1 : 0);
    expect(await dave.page.getByLabel("How much", { exact: true }).inputValue()).toBe("7");
    Object.assign(dave.wallet, { rejects: false, locked: false, account: 0 });
    return said;
  }

  it.each(["Request rejected", "User denied the request", "Transaction declined"])("rejects: %s", async (says) => {
    dave.wallet.words.rejected = says;
    await dave.fill("How much", "7");
    expect(await refused(() => (dave.wallet.rejects = true))).toBe(words("rejected"));
  });

  it.each(["key store is locked", "Wallet is locked. Unlock it first."])("is locked: %s", async (says) => {
    dave.wallet.words.locked = says;
    expect(await refused(() => (dave.wallet.locked = true))).toBe(words("locked"));
  });

  it("has another account by now, and has not said so", async () => {
    dave.wallet.account = 1;
    const other = await dave.wallet.address();
    dave.wallet.account = 0;
    expect(await refused(() => (dave.wallet.account = 1))).toBe(words("other-account", other));
    expect(dave.wallet.asked.at(-1)).toBe("direct");
  });

  it("switches to another account, and the page shows that one's figures", async () => {
    await dave.wallet.switchTo(1, dave.page);
    const other = await dave.wallet.address();
    await dave.page.locator(`.wallet [title="${other}"]`).waitFor();
    await dave.sees("another account", supply(net, other));
    await dave.wallet.switchTo(0, dave.page);
    await dave.page.locator(`.wallet [title="${dave.address}"]`).waitFor();
    await dave.sees("the first one again", supply(net, dave.address));
  });
});
