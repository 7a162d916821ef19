/** Amounts for people: smallest units are bigint, everything else is text. Nothing here is a floating-point number. */

/** A text that is no amount of a coin with so many decimals. */
export class AmountError extends Error {
  override readonly name = 'AmountError';
}

/** Decimals of the contracts' `Decimal`. */
export const DECIMAL_PLACES = 18;

/**
 * `1234.5` as smallest units of a coin. Commas may group all of the whole part by three. One that does not, as in `0,500` or
 * `1234,567`, is refused: half of the world means a fraction by it. Errors: {@link AmountError}.
 */
export function parseAmount(text: string, decimals: number): bigint {
  const parts = /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(\d*))?$|^\.(\d+)$/.exec(text.trim());
  if (!parts) throw new AmountError(`${JSON.stringify(text)} is not an amount`);
  const fraction = parts[2] ?? parts[3] ?? '';
  if (fraction.length > decimals) throw new AmountError(`${text} has more than ${decimals} decimals`);
  return BigInt((parts[1] ?? '0').replaceAll(',', '') + fraction.padEnd(decimals, '0'));
}

/** Smallest units as `1,234.5`; `places` cuts decimals off, downwards. */
export function formatAmount(amount: bigint, decimals: number, { places = decimals, thousands = ',' } = {}): string {
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).slice(0, places).replace(/0+$/, '');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, thousands);
  return `${negative ? '-' : ''}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** A contract's `Decimal` in units of 10^-18. Errors: {@link AmountError}. */
export function decimal(text: string): bigint {
  const parts = /^(-?)(\d+(?:\.\d+)?)$/.exec(text);
  if (!parts?.[2]) throw new AmountError(`${JSON.stringify(text)} is not a decimal`);
  const value = parseAmount(parts[2], DECIMAL_PLACES);
  return parts[1] ? -value : value;
}

/** Units of 10^-18 as a contract's `Decimal`. */
export function fromDecimal(value: bigint): string {
  return formatAmount(value, DECIMAL_PLACES, { thousands: '' });
}

/** What an amount is worth at a price for a whole coin, units of 10^-18 of the price's currency, rounded down. */
export function worth(amount: bigint, decimals: number, price: string): bigint {
  return (amount * decimal(price)) / 10n ** BigInt(decimals);
}
