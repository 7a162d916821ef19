/** Messages and keys as bytes. */

/** JSON as contracts read it: a bigint becomes text. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner));
}

/** JSON in base64: a message within a message. */
export function toBinary(value: unknown): string {
  return base64(utf8(toJson(value)));
}

/** What {@link toBinary} made, as parsed JSON. */
export function fromBinary(text: string): unknown {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Base64 that can stand in a path. */
export function base64Url(bytes: Uint8Array): string {
  return base64(bytes).replaceAll('+', '-').replaceAll('/', '_');
}

/**
 * Takes U+2028 and U+2029 out: a chain writes them escaped where it checks an amino signature, wallets do not, so a
 * message with one of them is refused.
 */
export function cleanText(text: string): string {
  return text.replace(/[\u2028\u2029]/g, ' ');
}

/** The key of a `Map` of cw-storage-plus: all parts but the last with their lengths. */
export function mapKey(namespace: string, ...parts: readonly (string | bigint | Uint8Array)[]): Uint8Array {
  const all = [namespace, ...parts].map(keyBytes);
  const last = all.length - 1;
  return concat(all.flatMap((part, index) => (index < last ? [Uint8Array.of(part.length >> 8, part.length & 255), part] : [part])));
}

/** Text as it is, a bigint as the eight bytes of a u64. */
function keyBytes(part: string | bigint | Uint8Array): Uint8Array {
  if (typeof part === 'string') return utf8(part);
  if (typeof part !== 'bigint') return part;
  if (part < 0n || part >= 1n << 64n) throw new RangeError(`${part} is no u64`);
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, part);
  return bytes;
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
