import { fivePointScale } from '../verdict/rating-scale.js';
import { type ArchivedCheck, archivedCheck, reviewOfItem } from './archived-check.js';
import { archiveRating, labelKey } from './archive-rating.js';
import { beforeClaimdeskRuling, ownReviewRuling } from './archive-rulings.js';

const record = { url: 'https://us.example/1', claimReviewed: 'It rained.', datePublished: '2019-05-03' };
const read = (more: object, language?: string): ArchivedCheck => {
  const found = archivedCheck({ ...record, ...more }, 'The Northwind Courier', language);
  if ('wrong' in found) throw new Error(found.wrong);
  return found.check;
};

describe('a line of an archive', () => {
  it('holds one ClaimReview, by itself or in an item of a DataFeed', () => {
    expect(reviewOfItem(record)).toEqual({ review: record });
    expect(reviewOfItem([record])).toEqual({ review: record });
    const { url: _, ...review } = record;
    expect(reviewOfItem({ '@type': 'DataFeedItem', url: 'https://us.example/page', item: [review] })).toEqual({
      review: { ...review, url: 'https://us.example/page' },
    });
    expect(reviewOfItem({ url: 'https://us.example/page', item: record })).toEqual({ review: record });
  });

  it.each([
    ['several', [record, record], 'several'],
    ['several in one item', { item: [record, record] }, '2 reviews'],
    ['an item without any', { item: [] }, '0 reviews'],
    ['a whole feed', { '@type': 'DataFeed', dataFeedElement: [] }, 'whole DataFeed'],
    ['a word', 'x', 'no ClaimReview'],
    ['nothing', null, 'no ClaimReview'],
  ])('is refused with %s, and told how to write it', (_what, value, words) => {
    expect(reviewOfItem(value)).toEqual({ wrong: expect.stringContaining(words) });
  });
});

describe('a check of the archive', () => {
  it('tells claimant, appearance, summary and reasoning where the record has them', () => {
    expect(
      read({
        inLanguage: 'es-ve',
        description: 'It did <b>not</b>.',
        reviewBody: 'The station measured nothing.',
        itemReviewed: {
          '@type': 'Claim',
          datePublished: '2019-05',
          author: { '@type': 'Person', name: 'Rey Rain', jobTitle: 'Minister' },
          firstAppearance: { url: 'https://said.example/1' },
          appearance: [{ url: 'https://said.example/2' }],
        },
      }),
    ).toMatchObject({
      claimant: { kind: 'person', name: 'Rey Rain' },
      affiliation: 'Minister',
      appearance: 'https://said.example/1',
      claimDate: '2019-05',
      reviewDate: '2019-05-03',
      summary: 'It did not .',
      rationale: 'The station measured nothing.',
      language: 'es-VE',
      publisher: 'The Northwind Courier',
      namesAuthor: false,
    });
  });

  it('says what it does not know instead of making it up', () => {
    expect(read({ reviewRating: { alternateName: 'False' } })).toMatchObject({
      claimant: { kind: 'unknown', name: 'Unknown' },
      affiliation: null,
      appearance: null,
      summary: 'False',
      rationale: 'The reasoning was published at https://us.example/1.',
      language: 'und',
    });
    expect(read({}, 'de').language).toBe('de');
    expect(read({ inLanguage: 'no language' }, 'de').language).toBe('de');
    expect(read({}).summary).toBe('It rained.');
  });

  it('leaves what is too long to the record as it came, and says so', () => {
    const long = read({ reviewBody: 'x'.repeat(20_001), description: 'y'.repeat(1_001) });
    expect(long.repairs).toEqual([
      'description: longer than 1000 characters, left to the record as it came',
      'reviewBody: longer than 20000 characters, left to the record as it came',
    ]);
    expect(long.rationale).toContain('https://us.example/1');
  });

  it.each([
    ['its words', { claimReviewed: ' ' }, 'claimReviewed'],
    ['a date', { datePublished: 'long ago' }, 'datePublished'],
    ['words of a sentence', { claimReviewed: 'x'.repeat(2_001) }, '2000'],
    ['the name of an author', { author: { name: 'x'.repeat(301) } }, 'too long'],
  ])('is refused without %s', (_what, more, words) => {
    expect(archivedCheck({ ...record, ...more }, 'us', undefined)).toEqual({ wrong: expect.stringContaining(words) });
  });
});

describe('a rating of the archive', () => {
  const rating = (label: string | null, value: number | null = null, worst = 1, best = 5) => ({
    label,
    value,
    worst,
    best,
  });
  const named = [{ label: 'Pants on Fire!', code: 'false' }];

  it.each([
    ['Mostly False', 'mostly_false'],
    ['  half   TRUE. ', 'half_true'],
    ['mostly-true', 'mostly_true'],
    ['pants on fire', 'false'],
    ['Bogus', undefined],
  ])('"%s" is %s', (label, code) => {
    expect(archiveRating(fivePointScale, named, rating(label))).toBe(code);
  });

  it('is what the editor named it, also where the scale has a label of that name', () => {
    expect(archiveRating(fivePointScale, [{ label: 'true', code: 'mostly_true' }], rating('True'))).toBe('mostly_true');
  });

  it('is never guessed from a number beside a label that nobody knows', () => {
    expect(archiveRating(fivePointScale, [], rating('Bogus', 1))).toBeUndefined();
  });

  it('without a label is told by its number, on our own range alone', () => {
    expect(archiveRating(fivePointScale, [], rating(null, 2))).toBe('mostly_false');
    expect(archiveRating(fivePointScale, [], rating(null, 2, 1, 6))).toBeUndefined();
    expect(archiveRating(fivePointScale, [], rating(null, 2.5))).toBeUndefined();
    expect(archiveRating(fivePointScale, [], rating(null))).toBeUndefined();
  });

  it('has one key, however it is written', () => {
    expect(labelKey(' Ñandú  CIERTO!! ')).toBe(labelKey('N\u0303andu\u0301 cierto'));
  });
});

describe('what may come in as a verdict of ours', () => {
  const review = { publisher: 'Northwind Facts', publisherSite: 'https://www.northwind.example/facts' };

  it('was written by this newsroom, by name or by site', () => {
    expect(ownReviewRuling(review, ['northwind facts'])).toBeUndefined();
    expect(ownReviewRuling(review, ['northwind.example'])).toBeUndefined();
    expect(ownReviewRuling(review, ['https://northwind.example'])).toBeUndefined();
    expect(ownReviewRuling(review, ['The Northwind Courier'])?.code).toBe('import.not_ours');
    expect(ownReviewRuling({ ...review, publisherSite: null }, ['northwind.example'])?.code).toBe('import.not_ours');
    expect(ownReviewRuling(review, ['notnorthwind.example'])?.code).toBe('import.not_ours');
  });

  it('was decided before the newsroom came here, as far as its date tells', () => {
    for (const date of ['2019', '2026', '2026-11', '2026-11-24', '2026-11-24T23:00:00Z'])
      expect([date, beforeClaimdeskRuling(date, '2026-11-24')]).toEqual([date, undefined]);
    for (const date of ['2027', '2026-12', '2026-11-25', '2026-11-25T00:00:00Z'])
      expect(beforeClaimdeskRuling(date, '2026-11-24')?.code).toBe('import.not_before');
  });
});
