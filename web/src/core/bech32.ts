/** Whether a text is an address of a chain (BIP 173): a typing error must not send anything anywhere. */

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

function polymod(values: readonly number[]): number {
  let check = 1;
  for (const value of values) {
    const top = check >>> 25;
    check = ((check & 0x1ffffff) << 5) ^ value;
    GENERATOR.forEach((generator, i) => {
      if ((top >>> i) & 1) check ^= generator;
    });
  }
  return check >>> 0;
}

/** True for an address with this prefix and a valid checksum, of an account (20 bytes) or a contract (32 bytes). */
export function isAddress(text: string, prefix: string): boolean {
  const at = text.lastIndexOf("1");
  if (at < 1 || text !== text.toLowerCase() || text.slice(0, at) !== prefix) return false;
  const data = [...text.slice(at + 1)].map((char) => ALPHABET.indexOf(char));
  if (data.includes(-1)) return false;
  const bytes = Math.floor(((data.length - 6) * 5) / 8);
  if (bytes !== 20 && bytes !== 32) return false;
  const expanded = [...prefix].map((c) => c.charCodeAt(0));
  return polymod([...expanded.map((c) => c >>> 5), 0, ...expanded.map((c) => c & 31), ...data]) === 1;
}
