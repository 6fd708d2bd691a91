import { type RatingScale, ratingOf } from '#libs/factcheck';
import { refuse } from '#libs/kernel';

/** A code of the scale. Errors: verdict.unknown_rating. */
export function demandRating(scale: RatingScale, code: string): void {
  if (ratingOf(scale, code)) return;
  const known = scale.ratings.map((rating) => rating.code);
  refuse('verdict.unknown_rating', `"${code}" is not on the scale. Use one of: ${known.join(', ')}.`, {
    facts: { ratings: known },
  });
}
