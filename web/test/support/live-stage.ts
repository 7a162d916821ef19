/** The built page against a live net, with a wallet and a memory of its own. */
import type { Server } from "node:http";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { serveFiles } from "./browser.ts";
import { Hands } from "./hands.ts";
import { close } from "./http.ts";
import type { TestWallet } from "./wallet.ts";

export class LiveStage extends Hands {
  private constructor(
    readonly wallet: TestWallet,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly files: Server,
  ) {
    super();
  }

  /** Serves the page beside a deployment file, and opens a room of it, connected. */
  static async open(browser: Browser, deployment: unknown, wallet: TestWallet, room: string): Promise<LiveStage> {
    const { files, origin } = await serveFiles(deployment);
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
    await wallet.install(context);
    const stage = new LiveStage(wallet, context, await context.newPage(), files);
    await stage.page.goto(`${origin}/#/${room}`);
    await stage.connect();
    return stage;
  }

  async close(): Promise<void> {
    await this.context.close();
    await close(this.files);
  }
}
