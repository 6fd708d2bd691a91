import fc from 'fast-check';
import type { Memory } from './memory.js';

/** A place in a request that is filled with what an earlier answer held. */
export class FromMemory {
  constructor(
    readonly name: string,
    readonly nth: number,
  ) {}
}

/** The value with what memory has in its places; where it has nothing, an id that does not exist. */
export function remembered(value: unknown, memory: Memory): unknown {
  if (value instanceof FromMemory) return memory.pick(value.name, value.nth) ?? '0197c0de-0000-7000-8000-00000000dead';
  if (Array.isArray(value)) return value.map((one) => remembered(one, memory));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, remembered(inside, memory)]));
}

// Of whole numbers, because fast-check's fractions are nearly always close to 0.
export const fromMemory = (name: string): fc.Arbitrary<FromMemory> =>
  fc.nat(9_999).map((n) => new FromMemory(name, n / 10_000));

const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: [nested(depth - 1)] });

/** What nobody sends who means well. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      false,
      0,
      -1,
      1.5,
      1e308,
      2 ** 53,
      -(2 ** 31),
      [],
      {},
      [[]],
      [null],
      '',
      ' ',
      '\u200b',
      '0',
      'null',
    ],
    ...['\0', 'a\0b', '\ud800', '\udfff\ud800', '\ufeff', '\u202e', 'e\u0301', '𝕏'.repeat(50), 'x'.repeat(5_000)],
    ...["' or 1=1 --", '"; drop table claim; --', '%', '_', '\\', '$1', '{{7*7}}', '${7*7}', '../../etc/passwd'],
    ...['=1+1', '<script>alert(1)</script>', 'javascript:alert(1)', 'file:///etc/passwd', 'http://127.0.0.1:1/'],
    ...[
      '0000-00-00',
      '9999-12-31',
      '2025-02-30',
      '-0001',
      '2025-05-08T25:61:61Z',
      '+275760-09-13T00:00:00Z',
      'infinity',
    ],
    ...['NaN', '1e400', '-0', '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'],
    ...[nested(5), nested(40), Array.from({ length: 300 }, () => 'x'), { constructor: 1 }, { toString: 1 }],
    ...['constructor', '__proto__', 'toString', 'x'.repeat(30) + '!', '\u0300'.repeat(40)],
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.jsonValue({ maxDepth: 3 }),
  fromMemory('any'),
);
