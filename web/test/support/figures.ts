/**
 * Every figure that a room shows, by its name, compared with what the chain answers for the block that the page shows. What
 * no table of test/support/tables names is told, so that a new figure is not forgotten.
 */
import type { Page } from "playwright-core";
import type { Moment, Net } from "./chain.ts";

/** What the page should show where it leaves some room that it chooses itself: what the chain would still accept. */
export interface Fitting {
  readonly says: string;
  fits(shown: string): boolean;
}
/** What the chain says a figure is, as the page writes it; undefined where there is none. */
export type Answer = string | Fitting | undefined;
/** By name: `section / figure`. */
export type Table = Readonly<Record<string, (at: Moment) => Answer | Promise<Answer>>>;
/** The same for rows, of which the chain says how many there are. */
export type Rows = (at: Moment) => Promise<Record<string, string | Fitting>>;

export interface RoomTable {
  readonly figures: Table;
  readonly rows?: readonly Rows[];
}

export interface Shown {
  readonly height: number;
  readonly figures: Readonly<Record<string, string>>;
}

/**
 * Sections without a comparison here. The picture is drawn by packages/math, whose answers `cargo test` and the page's unit
 * tests compare; the list of transactions is compared by hash after each signature; what is typed there is compared by who
 * types it.
 */
const ELSEWHERE = ["At other prices", "Your transactions", "Propose something"];

/** Reads the room at one moment. */
export function readRoom(page: Page): Promise<Shown> {
  return page.evaluate((elsewhere) => {
    // An amount with all its digits: the page shows two of them, and the others to those who point at it.
    const all = (node: Node): string => {
      if (node instanceof Element && node.matches(".amount")) return (node as HTMLElement).title;
      return node.childNodes.length === 0 ? (node.textContent ?? "") : [...node.childNodes].map(all).join("");
    };
    const text = (node: Node | null | undefined) => (node ? all(node) : "").replace(/\s+/g, " ").trim();
    const figures: Record<string, string> = {};
    const put = (name: string, value: string) => {
      let free = name;
      for (let i = 2; free in figures; i++) free = `${name} (${i})`;
      figures[free] = value;
    };
    const digits = (value: string) => /[0-9]/.test(value);
    for (const notice of document.querySelectorAll("main .notice")) if (digits(text(notice))) put("notice", text(notice));
    for (const section of document.querySelectorAll("main section")) {
      // A section within another one has figures of its own.
      const own = (selector: string) => [...section.querySelectorAll(selector)].filter((part) => part.closest("section") === section);
      const title = text(own("h2, h3")[0]);
      if (elsewhere.includes(title)) continue;
      for (const figure of own(".figure")) {
        const name = `${title} / ${text(figure.querySelector("dt"))}`;
        put(name, text(figure.querySelector("dd:not(.note)")));
        const note = text(figure.querySelector("dd.note"));
        if (digits(note)) put(`${name}: note`, note);
      }
      for (const table of own("table")) {
        const heads = [...table.querySelectorAll("thead th")].map(text);
        for (const row of table.querySelectorAll("tbody tr")) {
          const cells = [...row.children];
          cells.slice(1).forEach((cell, i) => cell.querySelector("button") || put(`${title} / ${text(cells[0])} / ${heads[i + 1]}`, text(cell)));
        }
      }
      for (const row of own("ul.rows > li")) {
        const [first, ...rest] = [...row.children].filter((part) => !part.matches("button, details, .action")).map(text);
        put(`${title} / ${first}`, rest.filter((part) => part !== "").join(" | "));
      }
      for (const field of own(".field")) {
        for (const note of field.querySelectorAll(".note, .wrong")) {
          if (digits(text(note))) put(`${title} / ${text(field.querySelector("label"))}`, text(note));
        }
      }
      for (const choice of own("label.check")) if (digits(text(choice))) put(`${title} / choice`, text(choice));
      for (const sentence of own(":scope > p")) if (digits(text(sentence))) put(`${title} / sentence`, text(sentence));
    }
    const height = Number(/block ([0-9,]+)/.exec(text(document.querySelector(".node")))?.[1]?.replaceAll(",", ""));
    return { height, figures };
  }, ELSEWHERE);
}

/** What is not as the chain says. */
export async function differences({ figures }: Shown, { figures: table, rows = [] }: RoomTable, at: Moment): Promise<string[]> {
  const wanted: Record<string, string | Fitting> = {};
  await Promise.all(
    Object.entries(table).map(async ([name, answer]) => {
      const value = await answer(at);
      if (value !== undefined) wanted[name] = value;
    }),
  );
  for (const more of rows) Object.assign(wanted, await more(at));
  const all = new Set([...Object.keys(wanted), ...Object.keys(figures)]);
  return [...all].flatMap((name) => {
    const [shown, answer] = [figures[name], wanted[name]];
    if (answer === undefined) return [`${name}: the page shows "${shown}", and nothing is compared with it`];
    const says = typeof answer === "string" ? answer : answer.says;
    if (shown === undefined) return [`${name}: the chain says "${says}", and the page does not show it`];
    const fits = typeof answer === "string" ? shown === answer : answer.fits(shown);
    return fits ? [] : [`${name}: the page shows "${shown}", the chain says "${says}"`];
  });
}

/** For so long page and chain may differ: what only governance changes is asked for once a minute. */
const MOST_SECONDS_APART = 90;

/** Waits until everything that a room shows is what the chain says of the block that the page names. */
export async function compare(page: Page, net: Net, step: string, table: RoomTable): Promise<Shown> {
  for (const end = Date.now() + MOST_SECONDS_APART * 1000; ; ) {
    const shown = await readRoom(page);
    const wrong = Number.isFinite(shown.height) ? await differences(shown, table, await net.at(shown.height)) : ["no block is known"];
    if (wrong.length === 0) {
      console.log(`      ${step}: ${Object.keys(shown.figures).length} figures as in block ${shown.height}`);
      return shown;
    }
    if (Date.now() > end) throw new Error(`${step}, block ${shown.height}:\n${wrong.join("\n")}`);
    await new Promise((done) => setTimeout(done, 300));
  }
}
