/** The page of pictures: each is there, is shown with its sentence, and is small. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { withPalette } from "../support/png.ts";

const FOLDER = fileURLToPath(new URL("../../pictures/", import.meta.url));
const page = readFileSync(`${FOLDER}README.md`, "utf8");
const pictures = readdirSync(FOLDER).filter((name) => name.endsWith(".png"));

/** The bad days of which the issue wants a picture. */
const WANTED = [
  "node-down", "node-behind", "wrong-chain", "no-gas-money", "signature-rejected", "contract-error", "others-were-faster", "paused", "stale-price",
  "purchase-refunded", "ibc-timeout", "account-switched", "two-tabs",
];

describe("the pictures of bad days", () => {
  it("are all shown, each once, with words", () => {
    const shown = [...page.matchAll(/!\[([^\]]+)\]\(([a-z-]+)\.png\)/g)];
    expect(shown.map(([, , name]) => `${name}.png`).sort()).toEqual([...pictures].sort());
    for (const [, words] of shown) expect(words!.length).toBeGreaterThan(10);
    for (const name of WANTED) expect(existsSync(`${FOLDER}${name}.png`), name).toBe(true);
  });

  it("are small: 60 kB each, 800 kB in all, with a palette", () => {
    const sizes = pictures.map((name) => statSync(`${FOLDER}${name}`).size);
    expect(Math.max(...sizes)).toBeLessThan(60_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(800_000);
    for (const name of pictures) expect(readFileSync(`${FOLDER}${name}`)[25], name).toBe(3);
  });
});

describe("a palette", () => {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  };
  const png = (kind: number, rows: Buffer) => {
    const header = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, kind, 0, 0, 0]);
    return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
  };

  it("keeps the colours, whatever the filter of a row", () => {
    // Red and green; below, by the difference to the row above, blue and green.
    const small = withPalette(png(2, Buffer.from([0, 255, 0, 0, 0, 255, 0, 2, 1, 0, 255, 0, 0, 0])));
    const at = small.indexOf("PLTE") + 4;
    const colours = [...small.subarray(at, at + 9)];
    expect([...Array(3).keys()].map((i) => colours.slice(i * 3, i * 3 + 3).join()).sort()).toEqual(["0,0,255", "0,255,0", "255,0,0"]);
  });

  it("refuses what is no such picture", () => {
    expect(() => withPalette(Buffer.from("no picture at all"))).toThrow("no PNG");
    expect(() => withPalette(png(3, Buffer.alloc(6)))).toThrow("another kind");
  });
});
