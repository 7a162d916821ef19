/** What a bad day on live chains begins with: the net, a browser, and for each test a page with a memory of its own. */
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launch, serveFiles } from "./browser.ts";
import type { Net } from "./chain.ts";
import { FaultyNet } from "./faulty-net.ts";
import { close, listen } from "./http.ts";
import { SHOWN, takePicture } from "./pictures.ts";
import { TestWallet } from "./wallet.ts";

export class LiveDay {
  faulty!: FaultyNet;
  wallet!: TestWallet;
  page!: Page;
  context!: BrowserContext;
  private browser!: Browser;
  private readonly servers: Server[] = [];

  /** Opens the net and a browser for the file, and a page for each of its tests; the wallet is dave's. */
  static begin(): LiveDay {
    const day = new LiveDay();
    beforeAll(async () => {
      day.faulty = await FaultyNet.open();
      day.browser = await launch();
    }, 300_000);
    afterAll(async () => {
      await day.browser.close();
      await day.faulty.stopFeeding();
    });
    beforeEach(async () => {
      day.wallet = await TestWallet.make(day.net.words("dave"));
      day.context = await day.browser.newContext({ viewport: { width: 1100, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
      day.context.setDefaultTimeout(30_000);
      day.page = await day.context.newPage();
    });
    afterEach(async () => {
      await day.context.close();
      for (const server of day.servers.splice(0)) await close(server);
    });
    return day;
  }

  get net(): Net {
    return this.faulty.net;
  }

  /** Serves the page and opens a room of it, connected. `rpc` is a node in place of the deployment's. */
  async open(room: string, rpc?: string): Promise<void> {
    const file = structuredClone(this.net.file) as { chain: { home: { rpc: string[] } } };
    if (rpc !== undefined) file.chain.home.rpc = [rpc];
    const { files, origin } = await serveFiles(file);
    this.servers.push(files);
    await this.wallet.install(this.context);
    await this.page.goto(`${origin}/#/${room}`);
    await this.page.getByRole("button", { name: "Connect wallet" }).click();
    await this.page.getByRole("button", { name: "Disconnect" }).waitFor();
  }

  async room(name: string): Promise<void> {
    await this.page.getByRole("link", { name, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name }).waitFor();
  }

  /** The live node with changed answers to `status`: one that is behind, or of another chain, cannot be had of a chain with one node. */
  async nodeThatSays(change: (status: { node_info: { network: string }; sync_info: { latest_block_time: string } }) => void): Promise<string> {
    const rpc = this.net.site.home.rpc[0]!;
    const server = createServer((request, response) => {
      void (async () => {
        let body = "";
        for await (const chunk of request) body += String(chunk);
        const answer = (await (await fetch(rpc, { method: "POST", body })).json()) as unknown;
        for (const row of Array.isArray(answer) ? answer : [answer]) {
          const result = (row as { result?: object }).result;
          if (result && "sync_info" in result) change(result as Parameters<typeof change>[0]);
        }
        response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "application/json" }).end(JSON.stringify(answer));
      })().catch(() => response.destroy());
    });
    this.servers.push(server);
    return listen(server);
  }

  get dialog(): Locator {
    return this.page.getByRole("dialog");
  }

  says(text: string | RegExp, timeout?: number): Promise<void> {
    return this.page.getByText(text).first().waitFor(timeout === undefined ? {} : { timeout });
  }

  /** A room's button. */
  button(name: string): Locator {
    return this.page.locator(".action").getByRole("button", { name, exact: true });
  }

  get amount(): Locator {
    return this.page.getByLabel("How much", { exact: true });
  }

  async sign(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Sign in Keplr" }).click();
  }

  async included(): Promise<void> {
    await this.dialog.getByText("In a block done").waitFor();
  }

  async closeReview(): Promise<void> {
    await this.dialog.getByRole("button", { name: "Close" }).click();
  }

  /** For web/pictures. */
  picture(name: string, at?: string | RegExp): Promise<void> {
    return takePicture(this.page, name, at, SHOWN);
  }
}
