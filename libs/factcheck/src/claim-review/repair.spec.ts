import { repairClaimReview, type RepairedReview } from './repair.js';

const record = {
  '@type': 'ClaimReview',
  url: 'https://facts.example/check/1',
  claimReviewed: 'The moon is made of cheese.',
  datePublished: '2020-10-07',
  author: { '@type': 'Organization', name: 'Facts', url: 'https://facts.example' },
  itemReviewed: { '@type': 'Claim', author: { name: 'A. Speaker' }, datePublished: '2020-10-01' },
  reviewRating: { ratingValue: 1, worstRating: 1, bestRating: 5, alternateName: 'False' },
};
const repaired = (more: object): RepairedReview => repairClaimReview({ ...record, ...more }) as RepairedReview;

describe("another publisher's ClaimReview", () => {
  it('in good order needs no repair', () => {
    expect(repaired({})).toEqual({
      url: 'https://facts.example/check/1',
      publisher: 'Facts',
      publisherSite: 'https://facts.example',
      claimReviewed: 'The moon is made of cheese.',
      claimant: 'A. Speaker',
      claimDate: '2020-10-01',
      reviewDate: '2020-10-07',
      rating: { label: 'False', value: 1, worst: 1, best: 5 },
      language: null,
      repairs: [],
    });
  });

  it.each([
    [
      'best 1 with worst 5',
      { reviewRating: { ratingValue: 4, worstRating: 5, bestRating: 1 } },
      { value: 4, worst: 1, best: 5 },
    ],
    [
      'all three -1',
      { reviewRating: { ratingValue: -1, worstRating: -1, bestRating: '-1', alternateName: 'Wrong' } },
      { label: 'Wrong', value: null, worst: null, best: null },
    ],
    [
      'numbers as strings',
      { reviewRating: { ratingValue: '2', worstRating: '1', bestRating: '5' } },
      { value: 2, worst: 1, best: 5 },
    ],
    ['a rating in a list', { reviewRating: [{ ratingValue: 2, worstRating: 1, bestRating: 5 }, {}] }, { value: 2 }],
    ['no rating at all', { reviewRating: undefined }, { label: null, value: null }],
    [
      'HTML in the label',
      { reviewRating: { alternateName: '<b>Mostly</b> true &amp; more' } },
      { label: 'Mostly true & more' },
    ],
  ])('with %s is read', (_, more, rating) => {
    expect(repaired(more).rating).toMatchObject(rating);
  });

  it.each([
    ['2020-10-07 20:05', '2020-10-07'],
    ['2017-03-01 20:30:17 UTC', '2017-03-01T20:30:17Z'],
    ['2020-10-07', '2020-10-07'],
    ['2020-10-07T20:05:00+02:00', '2020-10-07T20:05:00+02:00'],
    ['last Tuesday', null],
  ])('dated %s is dated %s', (given, expected) => {
    expect(repaired({ datePublished: given }).reviewDate).toBe(expected);
  });

  it('without an author takes the site, and says so', () => {
    expect(repaired({ author: undefined })).toMatchObject({
      publisher: 'facts.example',
      repairs: ['author: no name, its site was taken'],
    });
    expect(repairClaimReview({ ...record, author: [], url: undefined })).toEqual({ missing: 'author' });
  });

  it('may be a list, have a list of authors, or a CreativeWork under review', () => {
    expect(repairClaimReview([record])).toMatchObject({ publisher: 'Facts' });
    expect(repaired({ author: ['Facts', 'Others'] })).toMatchObject({ publisher: 'Facts' });
    expect(repaired({ itemReviewed: { '@type': 'CreativeWork', author: [{ name: 'A. Speaker' }] } })).toMatchObject({
      claimant: 'A. Speaker',
    });
  });

  it.each([[null], ['text'], [{}], [[]], [{ claimReviewed: '' }], [7]])('that is %j says what is missing', (wrong) => {
    expect(repairClaimReview(wrong)).toEqual({ missing: 'claimReviewed' });
  });

  it.each(['javascript:alert(1)', 'https://me:secret@facts.example/1', 'facts.example/1'])(
    'leaves out the address %s, to which no reader may be sent',
    (url) => {
      const read = repairClaimReview({ ...record, url }) as RepairedReview;
      expect([read.url, read.repairs]).toEqual([null, [expect.stringMatching(/^url: /)]]);
    },
  );
});
