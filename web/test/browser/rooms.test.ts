import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { launch, Stage } from "../support/browser.ts";

const ROOMS = ["overview", "borrow", "claims", "supply", "stake", "liquidity", "govern", "liquidate", "sale", "airdrop", "vesting", "settings"];

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

describe("every room", () => {
  for (const room of ROOMS) {
    it(`${room}: renders, has no finding of axe in light and dark, and fits a narrow phone, with letters twice as large too`, async () => {
      stage = await Stage.open(browser);
      await stage.go(room);
      await stage.connect();
      await stage.page.locator("main .card").first().waitFor();
      await stage.later(1_200);
      expect(await stage.axe()).toEqual([]);
      await stage.picture(room);
      await stage.page.emulateMedia({ colorScheme: "dark" });
      expect(await stage.axe()).toEqual([]);
      await stage.page.setViewportSize({ width: 360, height: 740 });
      expect(await stage.overflow()).toBe(0);
      await stage.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      expect(await stage.overflow()).toBe(0);
      expect(stage.problems).toEqual([]);
    });
  }
});

describe("a table on a narrow phone", () => {
  it("is pushed sideways, and its rows are one line high", async () => {
    stage = await Stage.open(browser, { width: 360 });
    await stage.go();
    const row = stage.page.getByRole("row", { name: "ETH" });
    await row.getByText("$2,000.00").first().waitFor();
    // Two lines would be 48.
    expect((await row.boundingBox())!.height).toBeLessThan(45);
    expect(await stage.overflow()).toBe(0);
  });
});

describe("the first picture", () => {
  it("takes at most 6 requests, then one a block, and asks no preflight", async () => {
    stage = await Stage.open(browser);
    await stage.go();
    await stage.page.getByText("175,000.5").waitFor();
    expect(stage.fetched.length).toBeLessThanOrEqual(6);
    const before = stage.node.requests.length;
    const height = stage.node.height;
    await stage.later(5_000);
    const blocks = stage.node.height - height;
    expect(stage.node.requests.length - before).toBeLessThanOrEqual(blocks + 1);
    expect(stage.node.requests.length - before).toBeGreaterThan(1);
    expect(stage.node.requests.every((calls) => calls.length <= stage.node.maxBatch)).toBe(true);
  });

  it("asks nothing of any other host", async () => {
    stage = await Stage.open(browser);
    await stage.go();
    await stage.later(1_000);
    const hosts = new Set(stage.fetched.map((url) => new URL(url).origin));
    expect([...hosts].sort()).toEqual([stage.node.url, stage.origin].sort());
  });

  it("says what the contracts say", async () => {
    stage = await Stage.open(browser);
    await stage.go();
    const figure = (name: string) => stage.page.locator(".figure", { has: stage.page.getByText(name, { exact: true }) }).locator("dd").first();
    await stage.page.getByText("175,000.5").waitFor();
    expect(await figure("Supplied").innerText()).toBe("175,000.5 USDC");
    expect(await figure("Borrowed").innerText()).toBe("85,000.5 USDC");
    expect(await figure("Borrowers pay").innerText()).toBe("3.43 %");
    expect(await figure("Suppliers earn").innerText()).toBe("1.33 %");
    expect(await figure("Insurance").innerText()).toBe("12,000 USDC");
    expect(await figure("ETH of borrowers' claims").innerText()).toBe("42.5 ETH");
    expect(await figure("The protocol's own ETH").innerText()).toBe("1.3 ETH");
    expect(await figure("Stage").innerText()).toBe("shared");
    const phase = stage.page.getByRole("region", { name: "Phase" });
    expect(await phase.innerText()).toContain("Borrowing\nopen since 2026-11-18 11:06 UTC, for good");
    expect(await phase.innerText()).toContain("Missing: the level of ETH above which the reserve sells; the end of the sale of ETH for a deficit.");
    expect(await stage.page.getByRole("row", { name: "QER" }).innerText()).toContain("$1.0210");
    await stage.page.getByText(/named feeders: \$1\.0210, \d+ seconds ago/).first().waitFor();
    await stage.page.getByText("average of the Astroport pair: nothing that counts now").first().waitFor();
  });
});

describe("the picture of other prices", () => {
  it("can be read on a narrow phone", async () => {
    stage = await Stage.open(browser, { width: 360 });
    await stage.go("borrow");
    await stage.connect();
    const label = stage.page.locator(".chart .tick").first();
    await label.waitFor();
    expect((await label.boundingBox())!.height).toBeGreaterThanOrEqual(10);
    expect(await stage.overflow()).toBe(0);
  });
});

describe("without a wallet", () => {
  for (const room of ["borrow", "claims", "supply", "stake", "liquidity"]) {
    it(`${room}: figures of an account ask for one, and no longer once there is one`, async () => {
      stage = await Stage.open(browser);
      await stage.go(room);
      const pending = stage.page.locator("main .pending .hidden");
      const texts = async () => [...new Set(await pending.allTextContents())];
      await stage.page.getByText("Connect a wallet to see what is yours.").waitFor();
      await expect.poll(texts, { timeout: 10_000 }).toEqual(["connect a wallet to see it"]);
      expect(await stage.axe()).toEqual([]);
      await stage.connect();
      await expect.poll(texts, { timeout: 10_000 }).toEqual([]);
      expect(await stage.page.getByText("Connect a wallet to see what is yours.").count()).toBe(0);
    });
  }
});

describe("the zero of the picture", () => {
  it("stands on the axis of dollars, at the left, and not above the last price", async () => {
    stage = await Stage.open(browser);
    await stage.go("borrow");
    await stage.connect();
    const chart = (await stage.page.locator(".chart svg").boundingBox())!;
    const zero = stage.page.locator(".chart .tick", { hasText: /^\$0\.00$/ });
    expect(await zero.count()).toBe(1);
    const { x, y } = (await zero.boundingBox())!;
    expect(x - chart.x).toBeLessThan(chart.width / 10);
    // Above the line of zero, which is where nothing would stay.
    const axis = (await stage.page.locator(".chart .axis").boundingBox())!;
    expect(axis.y - y).toBeGreaterThan(0);
    expect(axis.y - y).toBeLessThan(30);
  });
});

describe("what governance and others write", () => {
  it("is shown as text, never as markup", async () => {
    stage = await Stage.open(browser);
    await stage.go("stake");
    await stage.connect();
    await stage.page.getByText('<b onmouseover=alert(1)>bold</b><script>alert("perk")</script>', { exact: false }).waitFor();
    expect(await stage.page.locator("main b, main script").count()).toBe(0);
    await stage.go("govern");
    await stage.page.getByText("<img src=x onerror=alert(1)>", { exact: false }).first().waitFor();
    await stage.page.getByRole("button", { name: "Look at operation 3" }).click();
    await stage.page.getByText("Replaces the parameters of the market").waitFor();
    expect(await stage.page.locator("main img").count()).toBe(0);
    expect(stage.problems).toEqual([]);
  });
});

describe("the policy", () => {
  it("lets no inline script, no eval and no style of an attribute run", async () => {
    stage = await Stage.open(browser);
    await stage.go();
    const ran = await stage.page.evaluate(() => {
      interface Factory {
        createPolicy(name: string, rules: { createScript(text: string): string }): { createScript(text: string): string };
      }
      // Text that somebody calls trusted, so that what is tried is the other half of the policy.
      const { trustedTypes } = globalThis as unknown as { trustedTypes: Factory };
      const trusted = trustedTypes.createPolicy("test", { createScript: (text) => text });
      const script = document.createElement("script");
      script.textContent = trusted.createScript("window.inlineRan = true");
      document.body.append(script);
      const link = document.createElement("div");
      link.setAttribute("onclick", trusted.createScript("window.handlerRan = true"));
      document.body.append(link);
      link.click();
      const seen = globalThis as unknown as Record<string, unknown>;
      return [seen["inlineRan"], seen["handlerRan"]];
    });
    expect(ran).toEqual([undefined, undefined]);
    expect(stage.problems.filter((text) => /Content Security Policy/i.test(text)).length).toBeGreaterThanOrEqual(2);
  });

  it("lets no text become markup or a script, by whatever way", async () => {
    stage = await Stage.open(browser);
    await stage.go();
    const ran = await stage.page.evaluate(() => {
      const refused: string[] = [];
      const attempt = (run: () => unknown) => {
        try {
          run();
        } catch (error) {
          refused.push((error as Error).name);
        }
      };
      const place = document.createElement("div");
      const script = document.createElement("script");
      document.body.append(place);
      attempt(() => (place.innerHTML = "<i>markup</i>"));
      attempt(() => place.insertAdjacentHTML("beforeend", "<i>markup</i>"));
      attempt(() => document.write("<i>markup</i>"));
      attempt(() => (script.textContent = "window.inlineRan = true"));
      attempt(() => (script.src = "data:text/javascript,window.inlineRan=true"));
      return { refused, markup: place.childElementCount };
    });
    expect(ran).toEqual({ refused: Array.from({ length: 5 }, () => "TypeError"), markup: 0 });
  });
});

describe("keyboard", () => {
  it("reaches a room, and its head has the focus", async () => {
    stage = await Stage.open(browser);
    await stage.go();
    await stage.page.getByRole("link", { name: "Borrow" }).focus();
    await stage.page.keyboard.press("Enter");
    await stage.page.waitForFunction(() => document.activeElement?.tagName === "H1" && document.activeElement.textContent === "Borrow");
    expect(await stage.page.title()).toBe("Borrow · Qerun");
  });
});

describe("light and dark", () => {
  it("follow the system, and a choice that survives a reload", async () => {
    stage = await Stage.open(browser);
    const ground = () => stage.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await stage.go("settings");
    const light = await ground();
    await stage.page.emulateMedia({ colorScheme: "dark" });
    expect(await ground()).not.toBe(light);
    await stage.page.getByLabel("Light", { exact: true }).check();
    expect(await ground()).toBe(light);
    await stage.page.reload();
    await stage.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await ground()).toBe(light);
  });
});
