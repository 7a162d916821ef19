/**
 * What an answer must be before a room sees it. A node may say anything: an amount that no contract can hold, a list without end,
 * nothing. Only what a shape names is handed on, so a room cannot read what was not looked at.
 */
import { decimal, type Node } from "@qerun/client";
import { isAddress } from "../core/bech32.ts";
import type { Watch } from "./reader.ts";
import { isRecord } from "./rpc.ts";

/** An answer that is not what a contract answers. */
export class OddAnswer extends Error {
  constructor(at: string) {
    super(`the answer is odd at ${at || "its top"}`);
  }
}

/** Hands on what is as it should be, or throws [`OddAnswer`]. `at` is where in the answer it stands. */
export type Shape<T> = (value: unknown, at: string) => T;

/** What a shape hands on. */
export type Checked<S> = S extends Shape<infer T> ? T : never;

/** The largest amount, and the largest number behind a decimal: 128 bits. */
const MOST = (1n << 128n) - 1n;
/** Contracts write "never" as the largest time of 64 bits, which JSON reads as this. */
const NEVER = 2 ** 64;
const LONGEST_TEXT = 10_000;

function is<T>(good: (value: unknown) => boolean): Shape<T> {
  return (value, at) => {
    if (!good(value)) throw new OddAnswer(at);
    return value as T;
  };
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST_TEXT;

/** Smallest units, or an id of 64 bits. */
export const amount = is<bigint>((value) => typeof value === "bigint" && value >= 0n && value <= MOST);
/** A contract's `Decimal`, as text. */
export const dec = is<string>((value) => typeof value === "string" && /^[0-9]{1,39}(\.[0-9]{1,18})?$/.test(value) && decimal(value) <= MOST);
/** A time, a number of seconds, an id, a count. */
export const count = is<number>((value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= NEVER);
/** Decimals of a token, as many as any of ours has. */
export const decimals = is<number>((value) => typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 18);
export const yes = is<boolean>((value) => typeof value === "boolean");
export const text = is<string>(isText);
/** Of whichever chain: what is sent there, that chain checks. */
export const address = is<string>((value) => isText(value) && isAddress(value, value.slice(0, Math.max(0, value.lastIndexOf("1")))));
/** What is only written out, by code that takes everything. */
export const anything: Shape<unknown> = (value) => value;

/** One of these words. */
export const word = <W extends string>(...words: readonly W[]): Shape<W> => is<W>((value) => words.includes(value as W));

/** Null, absent, or this. */
export const optional = <T>(shape: Shape<T>): Shape<T | null | undefined> => (value, at) => (value === null || value === undefined ? value : shape(value, at));

/** At most so many: twice what any contract answers. A longer list would only keep the browser busy. */
export const list = <T>(shape: Shape<T>, most = 200): Shape<T[]> => (value, at) => {
  if (!Array.isArray(value) || value.length > most) throw new OddAnswer(at);
  return value.map((one, i) => shape(one, `${at}.${i}`));
};

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type MayLack<S, K extends keyof S> = undefined extends Checked<S[K]> ? K : never;
type Fields<S> = { readonly [K in keyof S as K extends MayLack<S, K> ? never : K]: Checked<S[K]> } & { readonly [K in keyof S as MayLack<S, K>]?: Checked<S[K]> };

/** A record: the fields that are named, and no others. */
export const fields = <S extends Shapes>(shapes: S): Shape<Fields<S>> => (value, at) => {
  if (!isRecord(value)) throw new OddAnswer(at);
  const named = Object.entries(shapes).map(([name, shape]) => [name, shape(Object.hasOwn(value, name) ? value[name] : undefined, at === "" ? name : `${at}.${name}`)]);
  return Object.fromEntries(named) as Fields<S>;
};

/** A record of one field, which says what kind it is. */
export const variant = <S extends Shapes>(shapes: S): Shape<{ [K in keyof S]: { readonly [L in K]: Checked<S[K]> } }[keyof S]> => (value, at) => {
  const [kind, ...more] = isRecord(value) ? Object.keys(value) : [];
  if (kind === undefined || more.length > 0 || !Object.hasOwn(shapes, kind)) throw new OddAnswer(at);
  return fields({ [kind]: shapes[kind]! })(value, at) as never;
};

/** A question to watch, and what its answer must be. The compiler compares the shape with the type that schema/ gives. */
export function asked<T, A extends T>(key: string, ask: (node: Node) => Promise<A>, shape: Shape<T>): Watch<T> {
  return { key, ask: async (node) => shape(await ask(node), "") };
}

/** The same of a record that is read raw: there may be none. */
export function record<T, A extends T>(key: string, read: (node: Node) => Promise<A | undefined>, shape: Shape<T>): Watch<T | undefined> {
  return asked(key, read, (value, at) => (value === undefined ? undefined : shape(value, at)));
}
