import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { launch, Stage } from "../support/browser.ts";

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stage = await Stage.open(browser);
});
afterEach(() => stage.close());

/** The sum of layout shifts that the browser has seen, which counts from 0 (none) on. */
const shifts = () =>
  stage.page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve(sum), 200);
      }),
  );

it("shows its figures within 2 s on a CPU four times slower", async () => {
  const session = await stage.context.newCDPSession(stage.page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const began = Date.now();
  await stage.page.goto(`${stage.origin}/sub/folder/`, { waitUntil: "commit" });
  await stage.page.getByText("175,000.5").waitFor();
  const took = Date.now() - began;
  console.log(`figures after ${took} ms`);
  expect(took).toBeLessThan(2_000);
});

for (const room of ["overview", "borrow", "supply", "stake", "liquidate"]) {
  it(`${room} does not jump while it loads`, async () => {
    await stage.go(room);
    await stage.page.waitForTimeout(2_500);
    const sum = await shifts();
    console.log(`${room}: ${sum.toFixed(4)}`);
    expect(sum).toBeLessThan(0.02);
  });
}
