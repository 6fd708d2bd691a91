import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { Refused, type Refusal } from '#libs/kernel';
import { assertStorable, normalizeText, textDigest } from './normalize.js';

function refusalOf(run: () => unknown): Refusal {
  try {
    run();
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('nothing was refused');
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the normal form of a text', () => {
  it.each([
    ['a\r\nb\rc\n', 'a\nb\nc\n'],
    ['\ufeffstart', 'start'],
    ['\ufeff\ufeffstart', '\ufeffstart'],
    ['middle \ufeff stays', 'middle \ufeff stays'],
    ['Cafe\u0301', 'Caf\u00e9'],
    ['\u1112\u1161\u11ab', '\ud55c'],
    ['\u212b', '\u00c5'],
    ['  spaces\t\u00a0 and “quotes” stay ', '  spaces\t\u00a0 and “quotes” stay '],
    ['ﬁ is not taken apart', 'ﬁ is not taken apart'],
    ['', ''],
  ])('of %j is %j', (input, expected) => {
    expect(normalizeText(input)).toBe(expected);
    expect(normalizeText(Buffer.from(input, 'utf8'))).toBe(expected);
  });

  it('does not change when it is made again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (input) => {
        fc.pre(!input.includes('\0') && !input.startsWith('\ufeff'));
        const once = normalizeText(input);
        expect(normalizeText(once)).toBe(once);
        expect(normalizeText(Buffer.from(once, 'utf8'))).toBe(once);
        expect(once).not.toContain('\r');
      }),
    );
  });

  it('is what the digest is taken over, as UTF-8', () => {
    expect(textDigest('Émeute 😀')).toBe(createHash('sha256').update(Buffer.from('Émeute 😀', 'utf8')).digest('hex'));
    expect(textDigest(normalizeText('\ufeffCafe\u0301\r\n'))).toBe(textDigest('Café\n'));
  });
});

describe('a text that cannot be stored', () => {
  it.each([
    ['U+0000', '😀a\0b', 'U+0000', 2],
    ['a lone high surrogate', '😀\ud83dx', 'surrogate', 1],
    ['a lone low surrogate', 'é\ude00', 'surrogate', 1],
  ])('is refused for %s, with its place in code points', (_title, input, named, position) => {
    for (const run of [() => normalizeText(input), () => assertStorable(input, 'title')]) {
      const { code, detail, facts } = refusalOf(run);
      expect(code).toBe('text.invalid');
      expect(detail).toContain(named);
      expect(detail).toContain(`code point ${position}`);
      expect(facts).toEqual({ position });
    }
  });

  it('names the field of an ordinary string', () => {
    expect(refusalOf(() => assertStorable('\0', 'source.title')).errors).toMatchObject([{ field: 'source.title' }]);
  });

  it.each([
    ['a stray continuation', [0x41, 0xc3, 0xa9, 0x80, 0x42], 3, 2],
    ['an overlong slash', [0xc0, 0xaf], 0, 0],
    ['a sequence cut off by the end', [0x41, 0xf0, 0x9f, 0x98], 1, 1],
    ['a sequence that begins like U+FFFD', [0x41, 0xef, 0xbf, 0x41], 1, 1],
    ['an encoded surrogate', [0xef, 0xbf, 0xbd, 0xed, 0xa0, 0x80], 3, 1],
    ['Latin-1', [...Buffer.from('Gonz\u00e1lez', 'latin1')], 4, 4],
  ])('is refused for %s', (_title, values, byte, position) => {
    expect(refusalOf(() => normalizeText(bytes(...values)))).toMatchObject({
      code: 'text.invalid',
      facts: { byte, position },
    });
  });

  it('is only what is named above: an ordinary string of any script passes', () => {
    expect(() => assertStorable('😀 مرحبا שלום 日本語 हिन्दी\u200d\n\u0007', 'note')).not.toThrow();
  });
});
