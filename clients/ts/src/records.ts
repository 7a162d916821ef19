/** Records that are read raw: one request without running the contract, so it is quick and cannot fail in it. */
import { decode, type Shape, type Shapes } from './decode.js';
import { mapKey, utf8 } from './encode.js';
import type { Node, ReadOptions } from './node.js';

/** A record that there is once. */
export interface ItemRecord<T> {
  key(): Uint8Array;
  /** Undefined before it is first written. */
  read(node: Node, contract: string, options?: ReadOptions): Promise<T | undefined>;
}

/** By text (an address, an id), or by number. */
export type KeyOf<K extends 'text' | 'u64'> = K extends 'u64' ? bigint : string;

/** A record of each key. */
export interface MapRecord<K extends 'text' | 'u64', T> {
  key(of: KeyOf<K>): Uint8Array;
  /** Undefined if there is none. */
  read(node: Node, contract: string, of: KeyOf<K>, options?: ReadOptions): Promise<T | undefined>;
}

export function itemRecord<T>(key: string, shapes: Shapes, shape: Shape | undefined): ItemRecord<T> {
  return itemAs((value) => decode<T>(value, shapes, shape), key);
}

export function mapRecord<K extends 'text' | 'u64', T>(
  namespace: string,
  of: K,
  shapes: Shapes,
  shape: Shape | undefined,
): MapRecord<K, T> {
  return mapAs((value) => decode<T>(value, shapes, shape), namespace, of);
}

/** A record with a decoder of its own. */
export function itemAs<T>(parse: (value: unknown) => T, key: string): ItemRecord<T> {
  return {
    key: () => utf8(key),
    read: async (node, contract, options) => found(await node.raw(contract, utf8(key), options), parse),
  };
}

/** The same of a map. */
export function mapAs<K extends 'text' | 'u64', T>(
  parse: (value: unknown) => T,
  namespace: string,
  _of: K,
): MapRecord<K, T> {
  return {
    key: (of) => mapKey(namespace, of),
    read: async (node, contract, of, options) => found(await node.raw(contract, mapKey(namespace, of), options), parse),
  };
}

function found<T>(value: unknown, parse: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : parse(value);
}
