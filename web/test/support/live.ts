/** One of the net's people before the page, and how he walks through it. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { formatAmount } from "../../src/core/amount.ts";
import { launch } from "./browser.ts";
import { within, type Landed, type Net } from "./chain.ts";
import { compare, readRoom, type RoomTable, type Shown } from "./figures.ts";
import { Hands } from "./hands.ts";
import { LiveStage } from "./live-stage.ts";
import { TestWallet } from "./wallet.ts";

/** A transaction that was signed by clicking. */
export interface Signed {
  /** The sentence of the review. */
  readonly sentence: string;
  readonly hash: string;
  readonly landed: Landed;
}

export class Visitor extends Hands {
  private stage!: LiveStage;
  address!: string;

  private constructor(readonly net: Net) {
    super();
  }

  /** Opens a browser for the file, and in it the page with the wallet of one of the net's keys. */
  static begin(net: Net, name: string): Visitor {
    const visitor = new Visitor(net);
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launch();
      const wallet = await TestWallet.make(net.words(name));
      visitor.address = await wallet.address();
      visitor.stage = await LiveStage.open(browser, net.file, wallet, "overview");
    });
    afterAll(async () => {
      await (visitor.stage as LiveStage | undefined)?.close();
      await browser?.close();
    });
    return visitor;
  }

  get page(): Page {
    return this.stage.page;
  }
  get wallet(): TestWallet {
    return this.stage.wallet;
  }

  /** After a change of the wallet that the page does not hear of. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.connected();
  }

  fill(label: string, text: string): Promise<void> {
    return this.page.getByLabel(label, { exact: true }).fill(text);
  }

  max(label: string): Promise<void> {
    return this.page.getByRole("button", { name: `Max for ${label}` }).click();
  }

  /** Every figure of the room, compared with the chain. */
  sees(step: string, table: RoomTable): Promise<Shown> {
    return compare(this.page, this.net, step, table);
  }

  /** Waits until a figure is shown that satisfies something, such as what is typed leading somewhere. */
  async shown(name: string, fits: (value: string) => boolean): Promise<string> {
    return within(30, `${name} is shown`, async () => {
      const value = (await readRoom(this.page)).figures[name];
      return value !== undefined && fits(value) && value;
    });
  }

  /** What a figure would become by what is typed. */
  async becomes(name: string): Promise<string> {
    return (await this.shown(name, (value) => value.includes(" becomes "))).split(" becomes ")[1]!;
  }

  /** Presses the room's button, and waits until the review can be signed; gives its sentence. */
  async review(button: string): Promise<string> {
    await this.page.locator(".action").getByRole("button", { name: button, exact: true }).click({ timeout: 60_000 });
    await this.ended(this.signature);
    return (await this.dialog.locator(".sentence").innerText()).trim();
  }

  /** Signs what is reviewed, and reads what became of it from the chain; it must have been done. */
  private async land(sentence: string): Promise<Signed> {
    const fee = await this.dialog.locator(".costs dd").first().innerText();
    await this.sign();
    await this.ended(this.dialog.getByText("In a block done"));
    await this.closeReview();
    const row = this.page.locator("section", { has: this.page.getByRole("heading", { name: "Your transactions" }) }).locator("li").first();
    const hash = (await row.locator(".hash").innerText()).trim();
    const landed = await within(10, `${hash} is known`, () => this.net.landed(hash));
    if (landed.code !== 0) throw new Error(`the page says that it was done, the chain: ${landed.log}`);
    const state = await row.locator(".state").innerText();
    // A purchase may have settled meanwhile; its row says that instead of the block.
    const purchase = landed.events.some(({ type }) => type === "qerun-market/borrow");
    if (!state.includes(`in block ${landed.height}`) && !(purchase && state.includes("ETH bought"))) throw new Error(`the page says "${state}", it is in block ${landed.height}`);
    this.ensureFee(fee, landed);
    return { sentence, hash, landed };
  }

  /** Both. */
  async signed(button: string): Promise<Signed> {
    return this.land(await this.review(button));
  }

  /** What the review says when something did not happen, and closes it. */
  async failure(): Promise<string> {
    const words = (await this.dialog.locator(".failure strong").innerText({ timeout: 60_000 })).trim();
    await this.closeReview();
    return words;
  }

  /** The fee that was taken is the one that was reviewed, or the wallet's own. */
  private ensureFee(reviewed: string, { fee }: Landed): void {
    const { fee: unit } = this.net.site;
    const [paid] = fee.amount;
    const own = this.wallet.ownFee;
    const same = own
      ? paid?.amount === own.amount.toString() && paid.denom === own.denom && fee.gas_limit === own.gas.toString()
      : reviewed === `${formatAmount(BigInt(paid!.amount), unit.decimals)} ${unit.symbol}`;
    if (!same) throw new Error(`the review says a fee of ${reviewed}, the chain took ${JSON.stringify(fee)}`);
  }

  private async ended(wanted: Locator): Promise<void> {
    const failure = this.dialog.locator(".failure");
    await wanted.or(failure).first().waitFor({ timeout: 90_000 });
    if (await failure.isVisible()) throw new Error(await failure.innerText());
  }
}
