/** Pictures of bad days for web/pictures, taken by the tests that show them. Only with QERUN_PICTURES=1: each run draws other times. */
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { withPalette } from "./png.ts";

export const PICTURES = fileURLToPath(new URL("../../pictures/", import.meta.url));
const OUT = fileURLToPath(new URL("../browser/out/", import.meta.url));

/** What is seen of the page, with what it says in sight. Without the flag the picture is put where the tests put others. */
export async function takePicture(page: Page, name: string, at?: string | RegExp): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 1100, height: 700 });
  if (at !== undefined) {
    // In the middle, because the page's head and the edge of the window hide what is at an end.
    await page.getByText(at).first().evaluate((element) => element.scrollIntoView({ block: "center" }));
  }
  const folder = process.env["QERUN_PICTURES"] === "1" ? PICTURES : OUT;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}${name}.png`, withPalette(await page.screenshot({ animations: "disabled", caret: "hide" })));
  await page.setViewportSize(before);
}
