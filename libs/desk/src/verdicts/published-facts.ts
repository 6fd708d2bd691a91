import type { Rating, RatingScale } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import type { VerdictState } from './verdict-state.js';

/** What a receiver needs to show a published verdict without asking back. Apply it only if its version is higher. */
export const publishedFacts = (
  claim: ClaimState,
  verdict: VerdictState,
  rating: Rating | undefined,
  scale: RatingScale,
): JsonObject => ({
  claim: claim.id,
  statement: claim.statement,
  version: verdict.number,
  previousVersion: null,
  rating: rating
    ? { code: rating.code, labels: rating.labels, value: rating.value, worst: scale.worst, best: scale.best }
    : null,
  publishedAt: verdict.publishedAt as string,
  modifiedAt: verdict.publishedAt as string,
  kindOfChange: 'first',
  note: null,
});
