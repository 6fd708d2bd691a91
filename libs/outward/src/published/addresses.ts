import type { PublishedOrganization } from './published-claim.js';

/** Where a claim's own page is, below the newsroom's base address. */
export const pathOfClaim = (organization: Pick<PublishedOrganization, 'slug'>, slug: string): string =>
  `/p/${organization.slug}/claims/${slug}`;

/**
 * Where readers find a claim: its page of record, else our own page. `origin` is how we were called, for a newsroom that
 * has not said where its pages are found.
 */
export const addressOfClaim = (
  organization: Pick<PublishedOrganization, 'slug' | 'baseUrl'>,
  claim: { readonly slug: string; readonly pageOfRecord?: string | null },
  origin: string,
): string => claim.pageOfRecord ?? `${organization.baseUrl ?? origin}${pathOfClaim(organization, claim.slug)}`;
