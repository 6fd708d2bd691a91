// Tree sizes go up to 2^53 - 1; JavaScript's bit operators stop at 32 bits, so these divide.
export const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
export const isOdd = (value: number): boolean => value % 2 === 1;
export const half = (value: number): number => Math.floor(value / 2);

/** The largest power of two below `size`: RFC 6962 §2.1's k. `size` is at least 2. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** How many ones the binary form has: the perfect subtrees that a tree of this size decomposes into. */
export function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = half(rest)) ones += rest % 2;
  return ones;
}
