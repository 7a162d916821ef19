/** The built page in a headless browser, with a node and a wallet of the test's own. */
import { createServer, type Server } from "node:http";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { claimRecord, CONTRACTS, deploymentFile, USDC, vesting } from "./answers.ts";
import { FakeNode } from "./fake-node.ts";
import { close, listen } from "./http.ts";
import { TestWallet } from "./wallet.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const OUT = fileURLToPath(new URL("../browser/out/", import.meta.url));
const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".map": "application/json" };
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where Debian puts it; CHROMIUM names another. */
const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Everything that a test needs, and what has gone wrong in the page. */
export class Stage {
  readonly problems: string[] = [];
  readonly fetched: string[] = [];

  private constructor(
    readonly node: FakeNode,
    readonly wallet: TestWallet,
    readonly context: BrowserContext,
    readonly page: Page,
    readonly origin: string,
    private readonly files: Server,
  ) {}

  static async open(browser: Browser, options: { deployment?: (file: Record<string, unknown>) => unknown; width?: number; wallet?: boolean } = {}): Promise<Stage> {
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
    const page = await context.newPage();
    const stage = new Stage(node, wallet, context, page, origin, files);
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && stage.problems.push(message.text()));
    page.on("pageerror", (error) => stage.problems.push(String(error)));
    page.on("request", (request) => stage.fetched.push(request.url()));
    return stage;
  }

  async go(room = "overview"): Promise<void> {
    await this.page.goto(`${this.origin}/sub/folder/#/${room}`);
    await this.page.getByRole("heading", { level: 1 }).waitFor();
  }

  async connect(): Promise<void> {
    await this.page.getByRole("button", { name: "Connect wallet" }).click();
    await this.page.getByRole("button", { name: "Disconnect" }).waitFor();
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

export function launch(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`);
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
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
