/** Somebody whom the airdrop's list names, with a Ledger whose wallet puts in a fee of its own: finds his line in the list, and claims. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { formatToken } from "../../src/core/amount.ts";
import { readProof } from "../../src/rooms/airdrop/proof.ts";
import { Net } from "../support/chain.ts";
import { Visitor } from "../support/live.ts";
import { airdrop } from "../support/tables/airdrop.ts";

const PROOFS = process.env["QERUN_PROOFS"] ?? "";

const net = Net.open();
const { qer, home } = net.site;
let amount: bigint;

const erin = Visitor.begin(net, "erin");
beforeAll(async () => {
  erin.wallet.ledger = true;
  erin.wallet.ownFee = { denom: home.feeDenom, amount: 999n, gas: 777_777n };
  await erin.reload();
  const lines = readFileSync(PROOFS, "utf8").trim().split("\n");
  amount = lines.map(readProof).find((proof) => proof?.account === erin.address)!.amount;
});

describe("a claim of the airdrop", () => {
  it("is found in the list", async () => {
    await erin.room("Airdrop");
    await erin.sees("nothing claimed", airdrop(net, erin.address));
    await erin.page.getByLabel("The published list of proofs (proofs.jsonl)").setInputFiles(PROOFS);
    await erin.page.getByText(`It gives ${formatToken(amount, qer)}.`).waitFor();
    await erin.sees("the line is found", airdrop(net, erin.address, amount));
  });

  it("brings what the list gives, once", async () => {
    const before = await net.at();
    const { sentence, landed } = await erin.signed("Claim");
    expect(sentence).toBe(`${formatToken(amount, qer)} come to your wallet, once.`);
    expect(landed.mode).toBe("SIGN_MODE_LEGACY_AMINO_JSON");
    const then = await net.at(landed.height);
    expect((await then.qer(erin.address)) - (await before.qer(erin.address))).toBe(amount);
    expect((await then.airdrop.claimed({ account: erin.address })).amount).toBe(amount);
    await erin.sees("claimed", airdrop(net, erin.address));
    await erin.page.getByText("This account has claimed already.").waitFor();
    expect(await erin.page.getByRole("button", { name: "Claim", exact: true }).isDisabled()).toBe(true);
  });
});
