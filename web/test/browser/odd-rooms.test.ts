/** Every room with every answer that is none, and with those at the ends of what can be: it shows something, and nothing throws. */
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { USDC } from "../support/answers.ts";
import { launch, Stage } from "../support/browser.ts";
import { everywhere, EXTREMES, ODDITIES } from "../support/odd.ts";

interface Visit {
  /** What is typed, by the id of its field: kept while one walks through the rooms. */
  readonly typed?: Readonly<Record<string, string>>;
  /** What is pressed one after the other, if it is there. */
  readonly pressed?: readonly string[];
}

const TABS = [".tabs button:nth-child(2)", ".tabs button:nth-child(3)", ".tabs button:nth-child(1)"];
const ROOMS: Readonly<Record<string, Visit>> = {
  overview: {},
  borrow: { typed: { deposit: "500", borrow: "5" }, pressed: TABS },
  claims: {},
  supply: { typed: { supply: "100", withdraw: "10" } },
  stake: { typed: { stake: "10", raise: "10", unstake: "10" } },
  liquidity: { typed: { "liquidity-stake": "1", "liquidity-unstake": "1" } },
  govern: { pressed: ["ul.rows button"] },
  liquidate: { pressed: ["tbody button:not(:disabled)"] },
  sale: { typed: { "sale-buyback": "100" } },
  airdrop: {},
  vesting: {},
};

let browser: Browser;
let stage: Stage;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
afterEach(() => stage.close());

/** Leaves the room and comes back, so that all is asked anew; then what is there, and whether a part of it could not be shown. */
async function visit(room: string, { pressed = [] }: Visit, odd = false): Promise<{ said: string; cards: number; broken: string[] }> {
  return stage.page.evaluate(
    async ([room, pressed, odd]) => {
      const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
      // On a busy machine an answer may take seconds; what never comes is told all the same.
      const until = async (good: () => boolean, tries = 1_000) => {
        for (let i = 0; i < tries && !good(); i++) await pause(10);
      };
      const heading = () => document.querySelector("h1")?.textContent;
      const broken: string[] = [];
      let heard = "";
      const said = () => [...document.querySelectorAll("header [role=status], main .notice")].map((part) => part.textContent).find((text) => text.includes("The node answers")) ?? "";
      const look = async () => {
        // Some questions are asked in one part of the room alone, so nothing may be heard here; what was asked before may still be shown.
        if (odd && heard === "") await until(() => said() !== "", 400);
        heard ||= said();
        for (const alert of document.querySelectorAll("main [role=alert]")) broken.push(alert.textContent);
      };
      location.hash = "#/settings";
      await until(() => heading() === "Settings");
      // Until the reader has forgotten what the room had asked.
      await pause(90);
      location.hash = `#/${room}`;
      await until(() => heading() !== "Settings");
      await pause(120);
      await look();
      for (const selector of [...pressed, undefined]) {
        if (selector !== undefined) {
          document.querySelector<HTMLButtonElement>(selector)?.click();
          await pause(80);
        }
        await look();
        // Whatever can be pressed makes a draft of what is known.
        for (const button of document.querySelectorAll<HTMLButtonElement>(".action button:not(:disabled)")) {
          const dialog = () => document.querySelector<HTMLDialogElement>("dialog");
          // A new answer may have come while another one was looked at.
          if (!button.isConnected || button.disabled) continue;
          button.click();
          await until(() => dialog()?.open === true);
          if (!dialog()?.open) broken.push(`${button.textContent} opens nothing`);
          dialog()?.close();
          // Only when the page has heard of it may the next one be pressed.
          await until(() => dialog() === null);
        }
      }
      return { said: heard, cards: document.querySelectorAll("main .card").length, broken };
    },
    [room, pressed, odd] as const,
  );
}

describe("every room", () => {
  for (const [room, how] of Object.entries(ROOMS)) {
    it(`${room}: stays, whatever the node answers`, { timeout: 300_000 }, async () => {
      stage = await Stage.open(browser, { ownClock: true });
      const { node } = stage;
      const asked = new Set<string>();
      node.twist = (question, honest) => {
        asked.add(question);
        return honest;
      };
      await stage.go(room);
      await stage.connect();
      for (const [id, text] of Object.entries(how.typed ?? {})) {
        for (const tab of ["", ...(how.pressed ?? [])]) {
          if (tab !== "" && (await stage.page.locator(`#${id}`).count()) === 0) await stage.page.locator(tab).first().click();
        }
        await stage.page.locator(`#${id}`).fill(text);
      }
      await stage.page.waitForTimeout(600);
      const honest = await visit(room, how);
      expect(honest).toMatchObject({ said: "", broken: [] });
      const questions = [...asked];
      expect(questions.length).toBeGreaterThan(0);

      const wrong: string[] = [];
      const look = async (kind: string, twist: typeof node.twist, odd: boolean) => {
        node.twist = twist;
        const { said, cards, broken } = await visit(room, how, odd);
        wrong.push(...broken.map((what) => `${kind}: ${what}`), ...stage.problems.splice(0).map((what) => `${kind}: ${what}`));
        if (cards === 0) wrong.push(`${kind}: nothing is shown`);
        if (odd && said === "") wrong.push(`${kind}: nobody says why figures are missing`);
      };
      for (const [kind, oddity] of Object.entries(ODDITIES)) {
        // Numbers, texts and addresses stand within answers; the others are tried in the place of a whole one.
        const within = /amount|decimal|number|address/.test(kind);
        await look(`all with ${kind}`, (_, answer) => (within ? everywhere(answer, oddity) : oddity(answer)), true);
      }
      for (const [kind, extreme] of Object.entries(EXTREMES)) await look(`all with ${kind}`, (_, answer) => extreme(answer), false);
      for (const question of questions) {
        // What pays the fee is no figure of a room.
        if (question === "balance stake") continue;
        const name = question.replace(/^\S+ /, "");
        await look(`${name} alone is odd`, (one, answer) => (one === question ? {} : answer), name !== USDC && name !== "claimed" && name !== "storefront");
        await look(`${name} alone is as much as can be`, (one, answer) => (one === question ? EXTREMES["as much as can be"]!(answer) : answer), false);
      }
      expect(wrong).toEqual([]);
      // Back to honest answers: the room has not been harmed.
      await look("honest again", (_, answer) => answer, false);
      expect(wrong).toEqual([]);
    });
  }
});
