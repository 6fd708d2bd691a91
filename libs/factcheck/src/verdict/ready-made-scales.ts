import { fivePointScale, type RatingScale } from './rating-scale.js';

/** Six steps, the lowest for what is not only false but absurd: the shape that political fact-checkers in the US made known. */
const sixPointScale: RatingScale = {
  code: 'six_point',
  version: 1,
  worst: 1,
  best: 6,
  ratings: [
    { code: 'absurd', labels: { en: 'Absurdly false' }, value: 1 },
    { code: 'false', labels: { en: 'False' }, value: 2 },
    { code: 'mostly_false', labels: { en: 'Mostly false' }, value: 3 },
    { code: 'half_true', labels: { en: 'Half true' }, value: 4 },
    { code: 'mostly_true', labels: { en: 'Mostly true' }, value: 5 },
    { code: 'true', labels: { en: 'True' }, value: 6 },
  ],
};

/** Five steps, and labels outside the order for what is no matter of true or false: rumours, pictures, jokes. */
const rumourScale: RatingScale = {
  code: 'rumour',
  version: 1,
  worst: 1,
  best: 5,
  ratings: [
    { code: 'false', labels: { en: 'False' }, value: 1 },
    { code: 'mostly_false', labels: { en: 'Mostly false' }, value: 2 },
    { code: 'mixture', labels: { en: 'Part true, part false' }, value: 3 },
    { code: 'mostly_true', labels: { en: 'Mostly true' }, value: 4 },
    { code: 'true', labels: { en: 'True' }, value: 5 },
    { code: 'unproven', labels: { en: 'Unproven' }, value: null },
    { code: 'being_checked', labels: { en: 'Still being checked' }, value: null },
    { code: 'outdated', labels: { en: 'Outdated' }, value: null },
    { code: 'wrong_caption', labels: { en: 'Wrong caption' }, value: null },
    { code: 'rightly_attributed', labels: { en: 'Rightly attributed' }, value: null },
    { code: 'wrongly_attributed', labels: { en: 'Wrongly attributed' }, value: null },
    { code: 'satire', labels: { en: 'Satire' }, value: null },
    { code: 'folklore', labels: { en: 'Folklore' }, value: null },
    { code: 'fraud', labels: { en: 'Fraud' }, value: null },
  ],
};

/** What a newsroom can begin with; it may also bring a scale of its own. */
export const readyMadeScales: readonly RatingScale[] = [fivePointScale, sixPointScale, rumourScale];
