/** Makes a browser's PNG small: a palette in place of three bytes a dot, with the 256 colours that it has most of. */
import { crc32, deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

interface Image {
  readonly width: number;
  readonly height: number;
  /** Three bytes a dot. */
  readonly dots: Uint8Array;
}

/** The same picture with a palette. Errors if it is no PNG of 8 bits a channel without interlacing, as browsers make them. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, dots } = decode(png);
  const { colours, indexes } = reduce(dots);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) rows.set(indexes.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const chunks = [chunk("IHDR", header), chunk("PLTE", Buffer.from(colours)), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

function decode(png: Buffer): Image {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new Error("no PNG");
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, kind, , , interlaced] = png.subarray(24, 29);
  const channels = kind === 2 ? 3 : kind === 6 ? 4 : 0;
  if (depth !== 8 || channels === 0 || interlaced !== 0) throw new Error(`a PNG of another kind: ${depth} bits, colours ${kind}`);
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const dots = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i += 1) dots.set(bytes.subarray(i * channels, i * channels + 3), i * 3);
  return { width, height, dots };
}

/** Undoes the filters of the PNG specification, chapter 9. */
function unfilter(raw: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y += 1) {
    const [filter, from, to] = [raw[y * (stride + 1)], y * (stride + 1) + 1, y * stride];
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : out[to + x - channels]!;
      const above = y === 0 ? 0 : out[to + x - stride]!;
      const corner = x < channels || y === 0 ? 0 : out[to + x - stride - channels]!;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter!];
      if (guess === undefined) throw new Error(`unknown filter ${filter}`);
      out[to + x] = raw[from + x]! + guess;
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const [a, b, c] = [Math.abs(above - corner), Math.abs(left - corner), Math.abs(left + above - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Keeps the 256 colours that most dots have; each of the others becomes the nearest of them. */
function reduce(dots: Uint8Array): { colours: number[]; indexes: Uint8Array } {
  const counts = new Map<number, number>();
  for (let i = 0; i < dots.length; i += 3) counts.set(colour(dots, i), (counts.get(colour(dots, i)) ?? 0) + 1);
  const kept = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([one]) => one);
  const places = new Map(kept.map((one, place) => [one, place]));
  const indexes = new Uint8Array(dots.length / 3);
  for (let i = 0; i < indexes.length; i += 1) {
    const one = colour(dots, i * 3);
    let place = places.get(one);
    if (place === undefined) {
      place = nearest(one, kept);
      places.set(one, place);
    }
    indexes[i] = place;
  }
  return { colours: kept.flatMap(channelsOf), indexes };
}

const colour = (dots: Uint8Array, at: number): number => (dots[at]! << 16) | (dots[at + 1]! << 8) | dots[at + 2]!;
const channelsOf = (one: number): [number, number, number] => [one >> 16, (one >> 8) & 255, one & 255];

function nearest(one: number, kept: readonly number[]): number {
  const [r, g, b] = channelsOf(one);
  let [best, least] = [0, Infinity];
  kept.forEach((other, place) => {
    const [x, y, z] = channelsOf(other);
    const distance = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
    if (distance < least) [best, least] = [place, distance];
  });
  return best;
}
