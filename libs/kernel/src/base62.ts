import { randomInt } from 'node:crypto';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Big-endian bytes as base62, padded to `width` characters. */
export function encodeBase62(bytes: Uint8Array, width: number): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);
  let text = '';
  while (rest > 0n) {
    text = (digits[Number(rest % 62n)] as string) + text;
    rest /= 62n;
  }
  return text.padStart(width, '0');
}

/** The inverse of `encodeBase62`: `length` bytes, or undefined when the text is not base62 or stands for more. */
export function decodeBase62(text: string, length: number): Buffer | undefined {
  let value = 0n;
  for (const character of text) {
    const digit = digits.indexOf(character);
    if (digit < 0) return undefined;
    value = value * 62n + BigInt(digit);
  }
  const hex = value.toString(16);
  return hex.length > length * 2 ? undefined : Buffer.from(hex.padStart(length * 2, '0'), 'hex');
}

/** `length` independent, uniformly drawn base62 characters (5.95 bits each) from the system's secure source. */
export const randomBase62 = (length: number): string => Array.from({ length }, () => digits[randomInt(62)]).join('');
