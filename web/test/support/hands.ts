/** What everybody does before the page, whatever answers it: recorded answers or live chains. */
import type { Locator, Page } from "playwright-core";

export abstract class Hands {
  abstract readonly page: Page;

  /** The review. */
  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  /** What is typed as the amount to supply. */
  get amount(): Locator {
    return this.page.getByLabel("How much", { exact: true });
  }

  async connect(): Promise<void> {
    await this.page.getByRole("button", { name: "Connect wallet" }).click();
    await this.connected();
  }

  async connected(): Promise<void> {
    await this.page.getByRole("button", { name: "Disconnect" }).waitFor();
  }

  /** Goes to another room. */
  async room(name: string): Promise<void> {
    await this.page.getByRole("link", { name, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
  }

  /** What has the wallet asked to sign what is reviewed. */
  get signature(): Locator {
    return this.dialog.getByRole("button", { name: "Sign in Keplr" });
  }

  async sign(): Promise<void> {
    await this.signature.click();
  }

  async closeReview(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Close" }).click();
  }
}
