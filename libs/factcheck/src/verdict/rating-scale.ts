import { refusal, type Ruling } from '#libs/kernel';
import { isLanguage } from '../vocabulary/language.js';

export interface Rating {
  readonly code: string;
  /** One label per language (BCP 47). Labels are outside every digest, so they may be corrected. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its place between worst and best; null for a label outside the order, which emits text only. */
  readonly value: number | null;
}

/** An organization's ordered labels, in immutable versions. */
export interface RatingScale {
  readonly code: string;
  readonly version: number;
  readonly ratings: readonly Rating[];
  /** ClaimReview's worstRating and bestRating. Google wants worst ≥ 1 and best above it. */
  readonly worst: number;
  readonly best: number;
}

export const fivePointScale: RatingScale = {
  code: 'five_point',
  version: 1,
  worst: 1,
  best: 5,
  ratings: [
    { code: 'false', labels: { en: 'False' }, value: 1 },
    { code: 'mostly_false', labels: { en: 'Mostly false' }, value: 2 },
    { code: 'half_true', labels: { en: 'Half true' }, value: 3 },
    { code: 'mostly_true', labels: { en: 'Mostly true' }, value: 4 },
    { code: 'true', labels: { en: 'True' }, value: 5 },
    { code: 'unproven', labels: { en: 'Unproven' }, value: null },
    { code: 'outdated', labels: { en: 'Outdated' }, value: null },
    { code: 'satire', labels: { en: 'Satire' }, value: null },
  ],
};

export const ratingOf = (scale: RatingScale, code: string): Rating | undefined =>
  scale.ratings.find((rating) => rating.code === code);

/** Whether the scale can be published: in order, in range, every code once, every label in a language. */
export function scaleRuling(scale: RatingScale): Ruling {
  const fault = faultOf(scale);
  return fault ? refusal('scale.invalid', fault) : undefined;
}

function faultOf({ ratings, worst, best }: RatingScale): string | undefined {
  if (!Number.isSafeInteger(worst) || !Number.isSafeInteger(best)) return 'Worst and best must be whole numbers.';
  if (worst < 1) return `The worst value is ${worst}; it must be at least 1.`;
  if (worst >= best) return `The worst value (${worst}) must be below the best (${best}).`;
  if (!ratings.some((rating) => rating.value !== null)) return 'At least one rating needs a value on the scale.';
  const seen = new Set<string>();
  for (const { code, labels, value } of ratings) {
    if (!/^[a-z][a-z0-9_]{0,63}$/.test(code)) return `"${code}" is no rating code; use small letters, digits and _.`;
    if (seen.has(code)) return `The rating ${code} stands twice.`;
    seen.add(code);
    if (value !== null && !(value >= worst && value <= best)) {
      return `The rating ${code} has the value ${value}, outside ${worst} to ${best}.`;
    }
    const entries = Object.entries(labels);
    if (entries.length === 0) return `The rating ${code} has no label.`;
    const wrong = entries.find(([language, label]) => !isLanguage(language) || label.trim() === '');
    if (wrong) return `The rating ${code} has no usable label for "${wrong[0]}".`;
  }
  return undefined;
}
