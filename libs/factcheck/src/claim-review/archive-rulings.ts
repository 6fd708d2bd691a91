import { refusal, type Ruling } from '#libs/kernel';
import { labelKey } from './archive-rating.js';

/**
 * Whether a review is this newsroom's own. Others' are precedents and never re-emitted as ours. `ours` are names and sites;
 * the site of a review is taken from its author, or from its own address.
 */
export function ownReviewRuling(
  review: { readonly publisher: string; readonly publisherSite: string | null },
  ours: readonly string[],
): Ruling {
  const keys = new Set(ours.map(siteOrName));
  if (keys.has(labelKey(review.publisher))) return undefined;
  if (review.publisherSite !== null && keys.has(siteOrName(review.publisherSite))) return undefined;
  return refusal(
    'import.not_ours',
    `Its author is "${review.publisher.slice(0, 200)}". Name it in the import's legacy.authors if that is this newsroom, or import it as one of the external-reviews.`,
  );
}

const siteOrName = (text: string): string =>
  labelKey(text.replace(/^https?:\/\/(?:www\.)?([^/]+).*$/i, '$1').replace(/^www\./i, ''));

/**
 * Whether a check was decided before the newsroom came here. What was decided since goes through the desk: else an import
 * would be a way around the quorum. `reviewed` is a partial date, `since` the day (UTC) on which the newsroom began here.
 */
export const beforeClaimdeskRuling = (reviewed: string, since: string): Ruling =>
  reviewed.slice(0, 10) <= since.slice(0, Math.min(10, reviewed.length))
    ? undefined
    : refusal(
        'import.not_before',
        `It is dated ${reviewed}, and this newsroom has been on Claimdesk since ${since}. What was decided since then goes through the desk.`,
      );
