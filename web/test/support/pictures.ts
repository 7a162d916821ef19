/**
 * Pictures of bad days, taken by the tests that show them. Those of the page web/pictures are written there only with
 * QERUN_PICTURES=1, because each run shows other times; all others, and without the flag these too, are put aside to look at.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { withPalette } from "./png.ts";

const PICTURES = fileURLToPath(new URL("../../pictures/", import.meta.url));
const OUT = fileURLToPath(new URL("../browser/out/", import.meta.url));

/** Where a picture that web/pictures shows is put. */
export const SHOWN = process.env["QERUN_PICTURES"] === "1" ? PICTURES : OUT;

/** What is seen of the page, with what it says in sight. */
export async function takePicture(page: Page, name: string, at?: string | RegExp, folder = OUT): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 1100, height: 700 });
  if (at !== undefined) {
    // In the middle, because the page's head and the edge of the window hide what is at an end.
    await page.getByText(at).first().evaluate((element) => element.scrollIntoView({ block: "center" }));
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.png`, withPalette(await page.screenshot({ animations: "disabled", caret: "hide" })));
  await page.setViewportSize(before);
}
