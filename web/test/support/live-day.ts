/** What a bad day on live chains begins with: the net, a browser, and for each test a page with a memory of its own. */
import { createServer } from "node:http";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { launch } from "./browser.ts";
import type { Net } from "./chain.ts";
import { FaultyNet } from "./faulty-net.ts";
import { Hands } from "./hands.ts";
import { close, listen } from "./http.ts";
import { LiveStage } from "./live-stage.ts";
import { SHOWN, takePicture } from "./pictures.ts";
import { TestWallet } from "./wallet.ts";

export class LiveDay extends Hands {
  faulty!: FaultyNet;
  wallet!: TestWallet;
  private stage!: LiveStage;
  private browser!: Browser;
  /** Of a test, to be ended after it. */
  private readonly endings: (() => Promise<void>)[] = [];

  /** Opens the net and a browser for the file; each of its tests has a wallet of its own, by default dave's. */
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
    });
    afterEach(async () => {
      for (const end of day.endings.splice(0)) await end();
    });
    return day;
  }

  get net(): Net {
    return this.faulty.net;
  }

  get page(): Page {
    return this.stage.page;
  }

  get context(): BrowserContext {
    return this.stage.context;
  }

  /** Serves the page and opens a room of it, connected. `rpc` is a node in place of the deployment's. */
  async open(room: string, rpc?: string): Promise<void> {
    const file = structuredClone(this.net.file) as { chain: { home: { rpc: string[] } } };
    if (rpc !== undefined) file.chain.home.rpc = [rpc];
    const stage = await LiveStage.open(this.browser, file, this.wallet, room);
    this.endings.unshift(() => stage.close());
    this.stage = stage;
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
    this.endings.push(() => close(server));
    return listen(server);
  }

  says(text: string | RegExp, timeout?: number): Promise<void> {
    return this.page.getByText(text).first().waitFor(timeout === undefined ? {} : { timeout });
  }

  /** A room's button. */
  button(name: string): Locator {
    return this.page.locator(".action").getByRole("button", { name, exact: true });
  }

  async included(): Promise<void> {
    await this.dialog.getByText("In a block done").waitFor();
  }

  /** For web/pictures. */
  picture(name: string, at?: string | RegExp): Promise<void> {
    return takePicture(this.page, name, at, SHOWN);
  }
}
