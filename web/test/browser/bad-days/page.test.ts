/** Bad days of what comes to the page from outside of the chain: pasted text, and a deployment file that is none. */
import { describe, expect, it } from "vitest";
import { CONTRACTS } from "../../support/answers.ts";
import { BadDay } from "../../support/bad-day.ts";
import { Stage } from "../../support/browser.ts";
import { SHOWN, takePicture } from "../../support/pictures.ts";

const day = BadDay.begin();
const slipped = `${CONTRACTS.market.slice(0, -1)}${CONTRACTS.market.endsWith("q") ? "p" : "q"}`;

describe("pasted text", () => {
  it("loses what nobody sees", async () => {
    await day.stage.go("supply");
    await day.amount.fill("1\u2028\u202e00\u2029");
    expect(await day.amount.inputValue()).toBe("100");
    await day.amount.fill("1,5");
    await day.says("Write one and a half as 1.5.");
  });
});

describe("the deployment file", () => {
  it.each([
    ["is missing", () => undefined, "deployment.json is not beside the page (404)"],
    ["is no JSON", () => "<html>", "deployment.json is no JSON"],
    ["has an address with a slip", (file: Record<string, unknown>) => JSON.stringify(file).replaceAll(CONTRACTS.market, slipped), "chain.home.contracts.market is no address of the chain"],
  ])("%s: the page says which", async (name, deployment, words) => {
    const broken = await Stage.open(day.browser, { deployment });
    await broken.page.goto(`${broken.origin}/sub/folder/`);
    await broken.page.getByText(words).waitFor();
    expect(await broken.axe()).toEqual([]);
    if (name === "is missing") await takePicture(broken.page, "no-deployment", undefined, SHOWN);
    await broken.close();
  });
});
