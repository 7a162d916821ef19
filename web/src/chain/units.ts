/** Amounts in the answers of official contracts, which the client does not know. */

/** A `Uint128` as it stands in JSON; undefined if it is none. */
export function unitsOf(value: unknown): bigint | undefined {
  return typeof value === "string" && /^[0-9]+$/.test(value) ? BigInt(value) : undefined;
}
