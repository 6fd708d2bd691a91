import fc from 'fast-check';
import { codePointLength, codePointsOf, sliceCodePoints } from './code-points.js';

const mixed = fc
  .array(fc.constantFrom('a', 'é', '語', '😀', '\u0301', '𝒜', '\ud83d', '\ude00'), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('positions', () => {
  it('agree with the language’s own walk over code points, lone surrogates included', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const walked = Array.from(text);
        const points = codePointsOf(text);
        expect(points.length).toBe(walked.length);
        expect(codePointLength(text)).toBe(walked.length);
        for (let position = 0, index = 0; position <= walked.length; position++) {
          expect(points.toUtf16(position)).toBe(index);
          expect(points.toCodePoint(index)).toBe(position);
          index += walked[position]?.length ?? 0;
        }
      }),
    );
  });

  it('agree across the remembered strides, wherever a pair falls on one', () => {
    for (const lead of ['', 'x']) {
      const text = lead + '😀'.repeat(3000);
      const points = codePointsOf(text);
      expect(points.length).toBe(3000 + lead.length);
      for (let position = 0; position <= points.length; position++) {
        const index = position === 0 ? 0 : position * 2 - lead.length;
        expect(points.toUtf16(position)).toBe(index);
        expect(points.toCodePoint(index)).toBe(position);
      }
    }
  });

  it('inside a pair belong to the pair', () => {
    expect(codePointsOf('a😀b').toCodePoint(2)).toBe(1);
    expect(codePointsOf(`${'a'.repeat(1023)}😀`).toCodePoint(1024)).toBe(1023);
  });

  it('outside the text are an error', () => {
    const points = codePointsOf('a😀');
    for (const position of [-1, 3, 0.5, Number.NaN]) expect(() => points.toUtf16(position)).toThrow(RangeError);
    for (const index of [-1, 4]) expect(() => points.toCodePoint(index)).toThrow(RangeError);
  });

  it('slice without cutting a pair', () => {
    expect(sliceCodePoints('a😀語', 1, 2)).toBe('😀');
    expect(sliceCodePoints('a😀語', 0, 3)).toBe('a😀語');
  });
});
