/** What one takes at least of what was quoted, so that a message is not refused for what moves until its block. */

/** Rounded down. `oneIn` is the part that may be missing: 100n for a hundredth. */
export function leastOf(quoted: bigint, { oneIn }: { readonly oneIn: bigint }): bigint {
  return (quoted * (oneIn - 1n)) / oneIn;
}
