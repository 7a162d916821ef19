/**
 * The little of protobuf that a node's queries and a transaction need: varints and length-delimited fields. Written here
 * because the library that brings it weighs 300 kB; tests compare every byte with CosmJS.
 */
import { utf8 } from "../core/encoding.ts";

/** Writes the fields of one message. A field with its default value is left out, as proto3 does. */
export class Writer {
  private readonly bytes: number[] = [];

  varint(field: number, value: bigint | number): this {
    const number = BigInt(value);
    if (number < 0n) throw new Error(`field ${field} is negative`);
    if (number !== 0n) this.raw((BigInt(field) << 3n) | 0n).raw(number);
    return this;
  }

  bool(field: number, value: boolean): this {
    return this.varint(field, value ? 1 : 0);
  }

  string(field: number, value: string): this {
    return value === "" ? this : this.embed(field, utf8(value));
  }

  /** Bytes, left out when empty. */
  data(field: number, value: Uint8Array): this {
    return value.length === 0 ? this : this.embed(field, value);
  }

  /** An embedded message, present even when empty. */
  message(field: number, value: Writer): this {
    return this.embed(field, value.finish());
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }

  private embed(field: number, value: Uint8Array): this {
    this.raw((BigInt(field) << 3n) | 2n).raw(BigInt(value.length));
    for (const byte of value) this.bytes.push(byte);
    return this;
  }

  private raw(value: bigint): this {
    let rest = value;
    while (rest > 0x7fn) {
      this.bytes.push(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.bytes.push(Number(rest));
    return this;
  }
}

/** A field that was read: a number or bytes. */
export interface Field {
  readonly field: number;
  readonly number: bigint;
  readonly bytes: Uint8Array;
}

/** The fields of a message in their order. Throws on bytes that are cut short. */
export function readFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Error("a number is cut short");
  };
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new Error("a field is cut short");
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const field = Number(key >> 3n);
    const empty = new Uint8Array();
    switch (Number(key & 7n)) {
      case 0:
        fields.push({ field, number: varint(), bytes: empty });
        break;
      case 1:
        fields.push({ field, number: 0n, bytes: take(8) });
        break;
      case 2:
        fields.push({ field, number: 0n, bytes: take(Number(varint())) });
        break;
      case 5:
        fields.push({ field, number: 0n, bytes: take(4) });
        break;
      default:
        throw new Error(`field ${field} has a kind that is not used any more`);
    }
  }
  return fields;
}

/** The bytes of the first field of this number; none if it is absent, which is its default. */
export function bytesOf(fields: readonly Field[], number: number): Uint8Array {
  return fields.find(({ field }) => field === number)?.bytes ?? new Uint8Array();
}

export function numberOf(fields: readonly Field[], number: number): bigint {
  return fields.find(({ field }) => field === number)?.number ?? 0n;
}
