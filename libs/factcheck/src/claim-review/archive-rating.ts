import type { Rating, RatingScale } from '../verdict/rating-scale.js';
import type { RepairedReview } from './repair.js';

/** How the archive writes a rating, and which one of ours is meant. */
export interface RatingMapping {
  readonly label: string;
  readonly code: string;
}

/** "Pants on Fire!" and "pants  on fire" are one label. */
export const labelKey = (label: string): string =>
  label
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\s.!?…]+$/u, '')
    .toLowerCase();

/**
 * Which rating of the scale an archived one is: the one that the editor named for its label, or the one with that label or
 * code. A label that is neither stays unknown whatever its number says: the label is what readers saw. Without a label
 * the number tells, where it was given on our own range.
 */
export function archiveRating(
  scale: RatingScale,
  mapping: readonly RatingMapping[],
  { label, value, worst, best }: RepairedReview['rating'],
): string | undefined {
  if (label !== null) {
    const key = labelKey(label);
    const named = mapping.find((one) => labelKey(one.label) === key)?.code;
    return named ?? scale.ratings.find((rating) => isCalled(rating, key))?.code;
  }
  if (value === null || worst !== scale.worst || best !== scale.best) return undefined;
  return scale.ratings.find((rating) => rating.value === value)?.code;
}

const isCalled = ({ code, labels }: Rating, key: string): boolean =>
  code === key.replace(/[ -]/g, '_') || Object.values(labels).some((label) => labelKey(label) === key);
