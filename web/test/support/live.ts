/** The built page against live chains, and how somebody walks through it. */
import type { Server } from "node:http";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { formatAmount } from "../../src/core/amount.ts";
import { launch, serveFiles } from "./browser.ts";
import { close } from "./http.ts";
import { compare, readRoom, type RoomTable, type Shown } from "./figures.ts";
import { within, type Landed, type Net } from "./chain.ts";
import { TestWallet } from "./wallet.ts";

export { launch };

/** A transaction that was signed by clicking. */
export interface Signed {
  /** The sentence of the review. */
  readonly sentence: string;
  readonly hash: string;
  readonly landed: Landed;
}

export class LiveStage {
  private constructor(
    readonly wallet: TestWallet,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly origin: string,
    private readonly files: Server,
  ) {}

  static async open(browser: Browser, deployment: unknown, words = process.env["QERUN_WEB_WORDS"]): Promise<LiveStage> {
    const { files, origin } = await serveFiles(deployment);
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    const wallet = await TestWallet.make(words);
    await wallet.install(context);
    const page = await context.newPage();
    return new LiveStage(wallet, context, page, origin, files);
  }

  async close(): Promise<void> {
    await this.context.close();
    await close(this.files);
  }
}

/** One of the net's people before the page. */
export class Visitor {
  private constructor(
    readonly net: Net,
    readonly stage: LiveStage,
    readonly address: string,
  ) {}

  /** Opens the page and connects the wallet with the words of one of the net's keys. */
  static async open(browser: Browser, net: Net, name: string): Promise<Visitor> {
    const stage = await LiveStage.open(browser, net.file, net.words(name));
    const visitor = new Visitor(net, stage, await stage.wallet.address());
    await visitor.page.goto(`${stage.origin}/#/overview`);
    await visitor.page.getByRole("button", { name: "Connect wallet" }).click();
    await visitor.connected();
    return visitor;
  }

  get page(): Page {
    return this.stage.page;
  }
  get wallet(): TestWallet {
    return this.stage.wallet;
  }
  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  async connected(): Promise<void> {
    await this.page.getByRole("button", { name: "Disconnect" }).waitFor();
  }

  /** After a change of the wallet that the page does not hear of. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.connected();
  }

  async room(name: string): Promise<void> {
    await this.page.getByRole("link", { name, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
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
    await this.ended(this.dialog.getByRole("button", { name: "Sign in Keplr" }));
    return (await this.dialog.locator(".sentence").innerText()).trim();
  }

  /** Signs what is reviewed, and reads what became of it from the chain; it must have been done. */
  async sign(sentence: string): Promise<Signed> {
    const fee = await this.dialog.locator(".costs dd").first().innerText();
    await this.dialog.getByRole("button", { name: "Sign in Keplr" }).click();
    await this.ended(this.dialog.getByText("In a block done"));
    await this.dialog.getByRole("button", { name: "Close" }).click();
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
    return this.sign(await this.review(button));
  }

  /** What the review says when something did not happen, and closes it. */
  async failure(): Promise<string> {
    const words = (await this.dialog.locator(".failure strong").innerText({ timeout: 60_000 })).trim();
    await this.dialog.getByRole("button", { name: "Close" }).click();
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

  close(): Promise<void> {
    return this.stage.close();
  }
}
