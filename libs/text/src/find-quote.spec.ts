import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Refusal } from '#libs/kernel';
import { describeWithShared, sharedFolder } from '../../../test/support/shared.js';
import { sliceCodePoints } from './code-points.js';
import { findQuote, type QuoteCandidate, type QuotePlace, type QuoteSelector } from './find-quote.js';
import { normalizeText } from './normalize.js';

function found(text: string, selector: QuoteSelector): QuotePlace {
  const answer = findQuote(text, selector);
  if ('found' in answer) return answer.found;
  throw new Error(answer.refusal.detail);
}

function refused(text: string, selector: QuoteSelector): Refusal {
  const answer = findQuote(text, selector);
  if ('refusal' in answer) return answer.refusal;
  throw new Error(`found at ${answer.found.start}`);
}

describe('a quote that stands once', () => {
  it.each([
    ['after emoji', '👩‍🔬 said 😀 “yes” today', '“yes”', 11],
    ['in Arabic', 'قال الوزير إن الأسعار انخفضت بنسبة 5٪', 'الأسعار انخفضت', 14],
    ['in Hebrew', 'השר אמר כי המחירים ירדו', 'המחירים', 11],
    ['in Japanese, without spaces', '首相は昨日、物価が五%下がったと述べた。', '物価が五%下がった', 6],
    ['in Devanagari', 'मंत्री ने कहा कि दाम घटे हैं', 'दाम घटे', 17],
    ['in letters beyond the first plane', '𝒜𝒷𝒸 𝒟', '𝒟', 4],
    ['as the whole text', 'all of it', 'all of it', 0],
  ])('is found %s', (_title, text, exact, start) => {
    const place = found(text, { exact });
    expect(place.start).toBe(start);
    expect(sliceCodePoints(text, place.start, place.end)).toBe(exact);
    expect(text.slice(place.utf16Start, place.utf16End)).toBe(exact);
  });

  it('is found though it was typed with combining characters', () => {
    const text = normalizeText('Corina Machado, Nicolás, Caf\u0065\u0301 Martínez');
    expect(found(text, { exact: 'Nicola\u0301s' })).toMatchObject({ start: 16, end: 23 });
  });

  it('is found though it was sent with CRLF', () => {
    expect(found(normalizeText('one\r\ntwo\rthree'), { exact: 'one\r\ntwo' })).toMatchObject({ start: 0, end: 7 });
  });
});

describe('a quote that stands more than once', () => {
  const text = 'Prices fell. He said prices fell. 😀 She said prices fell.';

  it('is ambiguous, and each place is shown with its context', () => {
    const refusal = refused(text, { exact: 'prices fell' });
    expect(refusal.code).toBe('quote.ambiguous');
    expect(refusal.detail).toMatch(/2 times.*prefix or a suffix/);
    expect(refusal.facts).toEqual({
      count: 2,
      candidates: [
        { start: 21, end: 32, prefix: 'Prices fell. He said ', suffix: '. 😀 She said prices fell.' },
        { start: 45, end: 56, prefix: 'll. He said prices fell. 😀 She said '.slice(-33), suffix: '.' },
      ],
    });
  });

  it('is found with the prefix or the suffix that only one of them has', () => {
    expect(found(text, { exact: 'prices fell', prefix: 'She said ' }).start).toBe(45);
    expect(found(text, { exact: 'prices fell', suffix: '. 😀' }).start).toBe(21);
  });

  it('stays ambiguous with a context that both have', () => {
    expect(refused(text, { exact: 'prices fell', prefix: 'said ' }).code).toBe('quote.ambiguous');
  });

  it('counts overlapping places', () => {
    expect(refused('aXaXa', { exact: 'aXa' }).facts).toMatchObject({
      count: 2,
      candidates: [{ start: 0 }, { start: 2 }],
    });
  });

  it('shows ten places and counts all', () => {
    const { facts } = refused('no '.repeat(25), { exact: 'no' });
    expect(facts).toMatchObject({ count: 25 });
    expect(facts?.candidates).toHaveLength(10);
  });
});

describe('a quote that does not stand there', () => {
  it.each<[string, string, QuoteSelector, RegExp]>([
    ['empty', 'text', { exact: '' }, /empty/],
    ['longer than the text', 'short', { exact: 'shorter' }, /longer than the text/],
    ['other words', 'Prices fell.', { exact: 'rose' }, /does not stand/],
    ['another case', 'Prices fell.', { exact: 'prices' }, /does not stand/],
    ['only part of a word with joiners', 'क्ष', { exact: 'क्\u200dष' }, /does not stand|longer/],
  ])('is refused: %s', (_title, text, selector, says) => {
    const refusal = refused(text, selector);
    expect(refusal.code).toBe('quote.not_found');
    expect(refusal.detail).toMatch(says);
    expect(refusal.facts).toBeUndefined();
  });

  it.each<[QuoteSelector, RegExp]>([
    [{ exact: 'fell', prefix: 'rates ' }, /prefix does not stand directly before/],
    [{ exact: 'fell', prefix: 'prices ', suffix: '!' }, /suffix does not stand directly after/],
    [{ exact: 'fell', prefix: 'x', suffix: 'y' }, /neither/],
    [{ exact: 'fell', prefix: 'prices ', suffix: ' again' }, /no place has both/],
  ])('because of its context is told so: %j', (selector, says) => {
    const refusal = refused('The prices fell. It fell again.', selector);
    expect(refusal.code).toBe('quote.not_found');
    expect(refusal.detail).toMatch(says);
    expect(refusal.facts).toMatchObject({ count: 2 });
  });
});

describe('a quote in other typography', () => {
  it.each([
    ['quotation marks', 'He said “don’t” twice', '"don\'t"', '“don’t”', 8],
    ['dashes', 'asylees—an effort', 'asylees-an effort', 'asylees—an effort', 0],
    ['spaces', '😀 nearly\u00a0900\n people', 'nearly 900 people', 'nearly\u00a0900\n people', 2],
    [
      'invisible characters',
      'the gov\u00adern\u00adment \u200fשלום\u200f said',
      'government שלום',
      'gov\u00adern\u00adment \u200fשלום',
      4,
    ],
  ])('is offered as it stands, not taken: %s', (kind, text, exact, standing, start) => {
    const refusal = refused(text, { exact });
    expect(refusal.code).toBe('quote.not_found');
    expect(refusal.detail).toContain(kind);
    const offered = refusal.facts?.offered as { exact: string; start: number; end: number }[];
    expect(offered).toEqual([{ exact: standing, start, end: start + Array.from(standing).length, differs: [kind] }]);
    expect(found(text, { exact: standing }).start).toBe(start);
  });

  it('says every kind of difference, and ignores white space around what was sent', () => {
    const { facts } = refused('It was “well\u00a0known” – they said', { exact: ' "well known" - ' });
    expect(facts?.offered).toMatchObject([{ differs: ['quotation marks', 'dashes', 'spaces'] }]);
  });

  it('offers nothing where the letters differ', () => {
    expect(refused('“Don’t”, he said', { exact: '"don\'t"' }).facts).toBeUndefined();
  });
});

describe('any piece of any text', () => {
  const letters = fc.constantFrom('a', 'b', ' ', 'é', '\u0301', '語', '😀', 'ش', 'क', '्', '“', '\n', '\u00ad');
  const texts = fc.array(letters, { minLength: 1, maxLength: 50 }).map((parts) => normalizeText(parts.join('')));

  it('is found where it was cut out, or is ambiguous with that place among the candidates', () => {
    fc.assert(
      fc.property(texts, fc.nat(), fc.nat(), (text, from, length) => {
        const walked = Array.from(text);
        const start = from % walked.length;
        const end = start + 1 + (length % (walked.length - start));
        const exact = walked.slice(start, end).join('');
        const answer = findQuote(text, { exact });
        if ('found' in answer) {
          expect(answer.found).toMatchObject({ start, end });
          expect(text.slice(answer.found.utf16Start, answer.found.utf16End)).toBe(exact);
        } else {
          expect(answer.refusal.code).toBe('quote.ambiguous');
          const { count, candidates } = answer.refusal.facts as { count: number; candidates: QuoteCandidate[] };
          if (count <= 10) expect(candidates.some((candidate) => candidate.start === start)).toBe(true);
          for (const place of candidates) expect(sliceCodePoints(text, place.start, place.end)).toBe(exact);
        }
        const all = { exact, prefix: walked.slice(0, start).join(''), suffix: walked.slice(end).join('') };
        expect(found(text, all)).toMatchObject({ start, end });
      }),
      { numRuns: 500 },
    );
  });
});

describeWithShared('article', 'the marked article', () => {
  const text = normalizeText(readFileSync(join(sharedFolder, 'article', 'article.txt')));
  const claims = readFileSync(join(sharedFolder, 'article', 'claims.gold.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; exact: string; start: number; end: number });

  it('has 35 claims', () => {
    expect(claims).toHaveLength(35);
  });

  it.each(claims)('has the quote of $id where it was marked', ({ exact, start, end }) => {
    expect(found(text, { exact })).toMatchObject({ start, end });
  });
});
