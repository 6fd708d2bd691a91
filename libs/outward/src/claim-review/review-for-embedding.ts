import type { PublishedCheck, PublishedOrganization } from '../published/published-claim.js';
import { claimReviewOf, type ClaimReviewJson } from './claim-review.js';
import { embedSnippet } from './embed-snippet.js';
import type { Finding } from './findings.js';
import { validateClaimReview } from './validate.js';

/** What the people of a CMS need: the JSON-LD, ready to be put in, and what is wrong with it. */
export interface ReviewForEmbedding {
  readonly claimReview: ClaimReviewJson;
  readonly snippet: string;
  readonly findings: readonly Finding[];
}

export function reviewForEmbedding(
  organization: PublishedOrganization,
  claim: PublishedCheck,
  origin: string,
): ReviewForEmbedding {
  const claimReview = claimReviewOf(organization, claim, origin);
  const { scales } = organization;
  const findings = validateClaimReview(claimReview as unknown as Readonly<Record<string, unknown>>, {
    site: organization.baseUrl,
    labels: [...new Set(scales.flatMap(({ ratings }) => ratings.flatMap(({ labels }) => Object.values(labels))))],
    scale: organization.scale,
  });
  return { claimReview, snippet: embedSnippet(claimReview), findings };
}
