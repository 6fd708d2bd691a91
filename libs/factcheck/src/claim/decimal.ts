// No exponent, no leading zeros, no bare point. Forty digits are more than any statistic, and bound the work.
const pattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const maxLength = 40;

/** A decimal number as text, the way the database and the events carry it. */
export const isDecimal = (text: unknown): text is string =>
  typeof text === 'string' && text.length <= maxLength && pattern.test(text);

/** Negative, zero or positive, exactly: no float comes near. Both must be decimals. */
export function compareDecimals(a: string, b: string): number {
  const scale = Math.max(fraction(a).length, fraction(b).length);
  const [left, right] = [scaled(a, scale), scaled(b, scale)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const fraction = (decimal: string): string => decimal.split('.')[1] ?? '';

const scaled = (decimal: string, scale: number): bigint =>
  BigInt(decimal.split('.')[0] + fraction(decimal).padEnd(scale, '0'));
