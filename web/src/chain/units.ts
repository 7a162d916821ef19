/** Amounts in the answers of official contracts, which the client does not know. */

/** A `Uint128` as it stands in JSON; undefined if it is none. */
export function unitsOf(value: unknown): bigint | undefined {
  const units = typeof value === "string" && /^[0-9]{1,39}$/.test(value) ? BigInt(value) : undefined;
  return units !== undefined && units < 1n << 128n ? units : undefined;
}
