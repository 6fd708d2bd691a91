import { ratingOf, type RatingScale } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import type { CorrectionState } from '../corrections/correction-state.js';
import type { VerdictState } from './verdict-state.js';

/** A verdict with the scale that its rating stands on. */
export interface Rated {
  readonly verdict: VerdictState;
  readonly scale: RatingScale;
}

/** What a receiver needs to show a published verdict without asking back. Apply it only if its version is higher. */
export const publishedFacts = (
  claim: ClaimState,
  { verdict, scale }: Rated,
  before: { readonly firstAt?: string; readonly previous?: Rated; readonly correction?: CorrectionState },
): JsonObject => ({
  claim: claim.id,
  statement: claim.statement,
  version: verdict.number,
  previousVersion: before.previous?.verdict.number ?? null,
  previousRating: before.previous ? ratingFacts(before.previous) : null,
  rating: ratingFacts({ verdict, scale }),
  publishedAt: before.firstAt ?? (verdict.publishedAt as string),
  modifiedAt: verdict.publishedAt as string,
  kindOfChange: kindOfChange(verdict, before),
  procedure: verdict.procedure,
  rest: verdict.rest && { status: verdict.rest.status, dueAt: verdict.rest.dueAt },
  note: before.correction?.note ?? (verdict.outcome === 'retraction' ? verdict.summary : null),
});

const kindOfChange = (
  verdict: VerdictState,
  { previous, correction }: { readonly previous?: Rated; readonly correction?: CorrectionState },
): string => (verdict.outcome === 'retraction' ? 'retraction' : (correction?.kind ?? (previous ? 'update' : 'first')));

function ratingFacts({ verdict, scale }: Rated): JsonObject | null {
  const rating = verdict.rating === null ? undefined : ratingOf(scale, verdict.rating);
  return rating
    ? { code: rating.code, labels: rating.labels, value: rating.value, worst: scale.worst, best: scale.best }
    : null;
}
