/** What a bad day of the browser tests begins with: a page of its own for each test, and the steps that all of them take. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launch, Stage } from "./browser.ts";
import { Hands } from "./hands.ts";
import { SHOWN, takePicture } from "./pictures.ts";

export class BadDay extends Hands {
  browser!: Browser;
  stage!: Stage;

  /** Opens a browser for the file and a page for each of its tests. */
  static begin(): BadDay {
    const day = new BadDay();
    beforeAll(async () => {
      day.browser = await launch();
    });
    afterAll(() => day.browser.close());
    beforeEach(async () => {
      day.stage = await Stage.open(day.browser);
    });
    afterEach(() => day.stage.close());
    return day;
  }

  get page(): Page {
    return this.stage.page;
  }

  says(text: string | RegExp, page = this.page): Promise<void> {
    return this.stage.until(page.getByText(text).first());
  }

  async gone(text: string | RegExp): Promise<void> {
    await this.stage.until(this.page.getByText(text).first(), "detached");
  }

  /** The review tells that its transaction is in a block. */
  included(page = this.page): Promise<void> {
    return this.stage.until(page.getByRole("dialog").getByText("In a block done"));
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** Types an amount to supply and opens the review. */
  async supply(amount = "100"): Promise<void> {
    await this.stage.go("supply");
    await this.stage.connect();
    await this.amount.fill(amount);
    await this.button("Supply").click();
  }

  /** Signs, and sees it sent: it will be in a block when so many have come, which is after somebody has waited for them. */
  async sent(blocks = 20): Promise<void> {
    this.stage.node.delay = blocks;
    await this.sign();
    await this.page.getByText("sent, in no block yet").first().waitFor({ state: "attached" });
  }

  /** Of what live chains show as well: their picture is the one that is kept. */
  picture(name: string, at?: string | RegExp): Promise<void> {
    return takePicture(this.page, name, at);
  }

  /** For web/pictures. */
  shown(name: string, at?: string | RegExp): Promise<void> {
    return takePicture(this.page, name, at, SHOWN);
  }
}
