/** The built page in a headless browser, with a node and a wallet of the test's own. */
import { createServer, type Server } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type Locator, type Page, type Request } from "playwright-core";
import { inject } from "vitest";
import { chromiumOptions } from "./chromium.ts";
import { claimRecord, CONTRACTS, deploymentFile, USDC, vesting } from "./answers.ts";
import { FakeNode } from "./fake-node.ts";
import { Hands } from "./hands.ts";
import { close, listen } from "./http.ts";
import { TestWallet } from "./wallet.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const OUT = fileURLToPath(new URL("../browser/out/", import.meta.url));
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".map": "application/json" };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Milliseconds by which time runs on at once: fewer than a block's, so that no state is passed over. */
const STEP = 500;
/** Milliseconds by which time runs on at most for what is waited for. */
const LONGEST = 60_000;
/** Milliseconds of the computer's clock that an answer may be under way, and that it takes to be drawn. */
const ANSWERED = 5_000;
const DRAWN = 20;

/** What is otherwise than usual. */
export interface StageOptions {
  readonly deployment?: (file: Record<string, unknown>) => unknown;
  readonly width?: number;
  readonly wallet?: boolean;
  /** With the browser's own clock, which nobody can let run on. */
  readonly ownClock?: boolean;
}

/** Everything that a test needs, and what has gone wrong in the page. */
export class Stage extends Hands {
  readonly problems: string[] = [];
  readonly fetched: string[] = [];
  /** Requests of all pages that have no answer yet. */
  private readonly pending = new Set<Request>();

  private constructor(
    readonly node: FakeNode,
    readonly wallet: TestWallet,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly origin: string,
    private readonly files: Server,
  ) {
    super();
  }

  static async open(browser: Browser, options: StageOptions = {}): Promise<Stage> {
    const node = await new FakeNode().start();
    node.balances[USDC] = "2000000000";
    const file = deploymentFile(node.url) as Record<string, unknown>;
    const { files, origin } = await serveFiles(options.deployment ? options.deployment(file) : file);
    const context = await browser.newContext({ viewport: { width: options.width ?? 1100, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
    const wallet = await TestWallet.make();
    const address = await wallet.address();
    node.raw[CONTRACTS.market] = claimRecord(address);
    node.answers[CONTRACTS["vesting-frank"]] = vesting(address, "10000000000000");
    if (options.wallet !== false) await wallet.install(context);
    // Of a machine that does other things beside: only a test that fails waits so long.
    context.setDefaultTimeout(30_000);
    if (!options.ownClock) await context.clock.install();
    const page = await context.newPage();
    const stage = new Stage(node, wallet, context, page, origin, files);
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && stage.problems.push(message.text()));
    page.on("pageerror", (error) => stage.problems.push(String(error)));
    page.on("request", (request) => stage.fetched.push(request.url()));
    context.on("request", (request) => stage.pending.add(request));
    context.on("requestfinished", (request) => stage.pending.delete(request));
    context.on("requestfailed", (request) => stage.pending.delete(request));
    return stage;
  }

  async go(room = "overview"): Promise<void> {
    await this.page.goto(`${this.origin}/sub/folder/#/${room}`);
    await this.page.getByRole("heading", { level: 1 }).waitFor();
  }

  /** It is so many milliseconds later, for the pages and for their node. */
  async later(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP) {
      const step = Math.min(left, STEP);
      this.node.skip(step);
      await this.context.clock.runFor(step);
      await this.answered();
    }
  }

  /**
   * Lets time run on until something is there, or is gone, so that no block and no moment is waited for. While an answer is under
   * way it does not run on: on a busy machine nothing grows older than on an idle one.
   */
  async until(wanted: Locator, state: "visible" | "attached" | "detached" = "visible"): Promise<void> {
    const is = { visible: () => wanted.isVisible(), attached: async () => (await wanted.count()) > 0, detached: async () => (await wanted.count()) === 0 };
    await this.answered();
    for (let passed = 0; !(await is[state]()); passed += STEP) {
      // Then as any other wait, which tells what is missing.
      if (passed >= LONGEST) return wanted.waitFor({ state });
      await this.later(STEP);
    }
  }

  /** Waits for the answers to what the pages have asked, and for the pages to draw them. */
  private async answered(): Promise<void> {
    const end = Date.now() + ANSWERED;
    do await new Promise((done) => setTimeout(done, DRAWN));
    while (this.pending.size > 0 && Date.now() < end);
  }

  /** What axe has to say; empty if nothing. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(AXE);
    return this.page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    });
  }

  /** By how many pixels the page is wider than the window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  }

  async picture(name: string): Promise<void> {
    mkdirSync(OUT, { recursive: true });
    await this.page.screenshot({ path: `${OUT}${name}.png`, fullPage: true });
  }

  async close(): Promise<void> {
    await this.context.close();
    await this.node.stop();
    await close(this.files);
  }
}

/** The run's browser, where test/browser/setup.ts has started one; otherwise one of its own. */
export function launch(): Promise<Browser> {
  const endpoint = inject("browser");
  return endpoint === undefined ? chromium.launch(chromiumOptions()) : chromium.connect(endpoint);
}

/** The page in a folder below the root, as on IPFS. */
export async function serveFiles(deployment: unknown): Promise<{ readonly files: Server; readonly origin: string }> {
  const files = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname.replace(/^\/(sub\/folder\/)?/, "") || "index.html";
    if (path === "deployment.json") return void (deployment === undefined ? response.writeHead(404).end() : response.end(typeof deployment === "string" ? deployment : JSON.stringify(deployment)));
    if (path === "suggest-chain.json") return void response.end(JSON.stringify({ home: { chainId: "home-1", chainName: "Home" } }));
    const file = `${DIST}${path}`;
    if (path.includes("..") || !existsSync(file)) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(readFileSync(file));
  });
  return { files, origin: await listen(files) };
}
