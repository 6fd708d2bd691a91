import { fivePointScale, type Rating, ratingOf, type RatingScale, scaleRuling } from './rating-scale.js';

const rating = (code: string, value: number | null, labels: Rating['labels'] = { en: code }): Rating => ({
  code,
  value,
  labels,
});
const scale = (more: Partial<RatingScale>): RatingScale => ({ ...fivePointScale, ...more });

describe('a rating scale', () => {
  it('is valid as it comes, runs from false to true and keeps three labels outside the order', () => {
    expect(scaleRuling(fivePointScale)).toBeUndefined();
    expect(ratingOf(fivePointScale, 'false')?.value).toBe(1);
    expect(ratingOf(fivePointScale, 'true')?.value).toBe(5);
    expect(fivePointScale.ratings.filter(({ value }) => value === null).map(({ code }) => code)).toEqual([
      'unproven',
      'outdated',
      'satire',
    ]);
    expect(ratingOf(fivePointScale, 'pants_on_fire')).toBeUndefined();
  });

  it.each<[string, Partial<RatingScale>, string]>([
    ['inverted', { worst: 5, best: 1 }, 'must be below the best'],
    ['flat', { worst: 3, best: 3 }, 'must be below the best'],
    ['below one', { worst: 0 }, 'at least 1'],
    ['fractional', { best: 4.5 }, 'whole numbers'],
    ['out of range', { ratings: [rating('great', 6)] }, 'outside 1 to 5'],
    ['not a number', { ratings: [rating('odd', Number.NaN)] }, 'outside 1 to 5'],
    ['double', { ratings: [rating('true', 5), rating('true', 4)] }, 'stands twice'],
    ['outside the order altogether', { ratings: [rating('satire', null)] }, 'At least one rating'],
    ['badly coded', { ratings: [rating('Half True', 3)] }, 'no rating code'],
    ['unlabelled', { ratings: [rating('true', 5, {})] }, 'has no label'],
    ['blankly labelled', { ratings: [rating('true', 5, { en: ' ' })] }, 'no usable label for "en"'],
    ['labelled in no language', { ratings: [rating('true', 5, { 'not a tag': 'True' })] }, 'no usable label'],
  ])('that is %s is refused', (_what, more, words) => {
    expect(scaleRuling(scale(more))).toMatchObject({ code: 'scale.invalid', detail: expect.stringContaining(words) });
  });
});
