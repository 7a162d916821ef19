/** The built page against live chains. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { launch, serveFiles } from "./browser.ts";
import { TestWallet } from "./wallet.ts";

export { launch };

export class LiveStage {
  private constructor(
    readonly wallet: TestWallet,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly origin: string,
    private readonly files: Server,
  ) {}

  static async open(browser: Browser, deployment: unknown): Promise<LiveStage> {
    const files = await serveFiles(deployment);
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
    const wallet = await TestWallet.make(process.env["QERUN_WEB_WORDS"]);
    await wallet.install(context);
    const page = await context.newPage();
    return new LiveStage(wallet, context, page, `http://127.0.0.1:${(files.address() as AddressInfo).port}`, files);
  }

  async close(): Promise<void> {
    await this.context.close();
    this.files.closeAllConnections();
    await new Promise((done) => this.files.close(done));
  }
}
