import { itemFindings, wordingFindings } from './claim-findings.js';
import { advice, error, type Finding, inside, type Loose, words } from './findings.js';
import { isOnSite } from './on-site.js';
import { ratingFindings, scaleFindings } from './rating-findings.js';

export interface ValidationTerms {
  /** The newsroom's own site; null: nobody said. */
  readonly site: string | null;
  /** Of all ratings, in all languages: none of them may stand in the claim. */
  readonly labels: readonly string[];
  readonly scale?: Parameters<typeof scaleFindings>[0];
}

/**
 * Holds a ClaimReview against Google's rules (structured-data/factcheck, as of 2025-12-10), whoever made it. `error`: it would
 * be refused or mislead; `advice`: it would be poorer than it could be.
 */
export function validateClaimReview(review: Loose, terms: ValidationTerms): readonly Finding[] {
  const rating = inside(review.reviewRating);
  return [
    ...wordingFindings(review, terms.labels),
    ...(rating
      ? ratingFindings(rating)
      : [error('reviewRating', 'There is no rating. A ClaimReview without one is not read.')]),
    ...(terms.scale ? scaleFindings(terms.scale) : []),
    ...addressFindings(review, terms.site),
    ...authorFindings(review),
    ...itemFindings(review, terms.site),
  ];
}

function addressFindings({ url: given }: Loose, site: string | null): readonly Finding[] {
  const url = words(given);
  if (url === undefined)
    return [error('url', 'There is no address of the page. Give the address of the page of record.')];
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    return [
      error(
        'url',
        `"${url}" is no whole address. It begins with https:// and is that of the page itself, not of a redirect.`,
      ),
    ];
  if (site === null)
    return [
      error('url', 'Your newsroom has not said where readers find its pages. Set baseUrl (PATCH /v1/organization).'),
    ];
  return [
    ...(isOnSite(url, site)
      ? []
      : [error('url', `${url} is not on your own site (${site}). The page of record must be.`)]),
    ...(url.toLowerCase().startsWith('http:') ? [advice('url', 'The page is not served over https.')] : []),
  ];
}

function authorFindings({ author: given }: Loose): readonly Finding[] {
  const author = inside(given);
  if (!author) return [advice('author', 'Nothing tells who checked the claim.')];
  return (words(author.name) ?? words(author.url))
    ? []
    : [error('author', 'Whoever checked the claim has neither a name nor an address. Give one of them.')];
}
