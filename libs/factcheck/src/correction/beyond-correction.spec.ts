import fc from 'fast-check';
import { beyondCorrection, type Corrected, correctionKindRuling, mostRefiledLetters } from './beyond-correction.js';
import { changedLetters } from './changed-letters.js';

const before: Corrected = {
  outcome: 'rating',
  rating: 'false',
  summary: 'Anohter administration was in office.',
  rationale: 'Its term ended on 20 January 2025.',
  ground: '{}',
};
const code = (kind: 'refile' | 'correction' | 'retraction', change: Partial<Corrected>, major = false) =>
  beyondCorrection({ kind, major }, before, { ...before, ...change })?.code;

describe('what a refile may change', () => {
  it('is a slip of the pen in summary or rationale', () => {
    expect(code('refile', {})).toBeUndefined();
    expect(code('refile', { summary: 'Another administration was in office.' })).toBeUndefined();
    expect(beyondCorrection({ kind: 'refile', major: false }, { ...before, ground: null }, before)).toBeUndefined();
  });

  it.each<[string, Partial<Corrected>]>([
    ['the rating', { rating: 'true' }],
    ['the outcome', { outcome: 'retraction', rating: null }],
    ['a number', { rationale: 'Its term ended on 21 January 2025.' }],
    ['what it rests on', { ground: '{"citations":[]}' }],
    ['many words', { rationale: `It was ${'really '.repeat(9)}over. Its term ended on 20 January 2025.` }],
    [
      'a little in both, too much in all',
      { summary: `${before.summary}${'x'.repeat(21)}`, rationale: `${before.rationale}${'x'.repeat(20)}` },
    ],
  ])('is not %s', (_what, change) => {
    expect(code('refile', change)).toBe('verdict.beyond_correction');
  });
});

describe('what any correction may change', () => {
  it('is the rating, if it was accepted as major', () => {
    expect(code('correction', { rating: 'true' })).toBe('verdict.beyond_correction');
    expect(code('correction', { rating: 'true' }, true)).toBeUndefined();
    expect(code('correction', { rationale: 'All is different.', ground: '{"citations":[]}' })).toBeUndefined();
    expect(code('retraction', { outcome: 'retraction', rating: null })).toBeUndefined();
  });

  it('is never major for a refile or a clarification', () => {
    for (const kind of ['refile', 'clarification'] as const) {
      expect(correctionKindRuling(kind, true)?.code).toBe('request.invalid');
      expect(correctionKindRuling(kind, false)).toBeUndefined();
    }
    expect(correctionKindRuling('correction', true)).toBeUndefined();
  });
});

describe('changed letters', () => {
  // The whole table, as the textbook has it.
  const levenshtein = (a: string, b: string): number => {
    const [left, right] = [Array.from(a), Array.from(b)];
    let above = right.map((_, n) => n + 1);
    left.forEach((letter, row) => {
      let corner = row;
      let last = row + 1;
      above = above.map((up, column) => {
        const cost = Math.min(up + 1, last + 1, corner + (letter === right[column] ? 0 : 1));
        corner = up;
        last = cost;
        return cost;
      });
    });
    return above.at(-1) ?? left.length;
  };
  const words = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '😀'), maxLength: 14 });

  it('are counted as the textbook counts them, or said to be too many', () => {
    fc.assert(
      fc.property(words, words, fc.nat(8), (a, b, most) => {
        const counted = levenshtein(a, b);
        expect(changedLetters(a, b, most)).toBe(counted > most ? undefined : counted);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of the longest text are counted at once', () => {
    const long = 'a rationale of many words '.repeat(800);
    expect(changedLetters(long, `${long.slice(0, 9_000)}x${long.slice(9_000)}`, mostRefiledLetters)).toBe(1);
    expect(changedLetters(long, long.replaceAll('many', 'none'), mostRefiledLetters)).toBeUndefined();
  });
});
