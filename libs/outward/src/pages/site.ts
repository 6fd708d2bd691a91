import type { PublishedOrganization } from '../published/published-claim.js';

/** A newsroom's pages: what they are called and where they stand. */
export interface Site {
  readonly name: string;
  /** /p/northwind: the newsroom's own pages, seen from one of them. */
  readonly home: string;
  /** https://facts.example/p/northwind, where the newsroom has said it: what permanent addresses begin with. */
  readonly permanent: string | null;
}

export const siteOf = ({ siteName, slug, baseUrl }: PublishedOrganization): Site => {
  const path = `/p/${encodeURIComponent(slug)}`;
  // Behind a proxy the pages may begin below a path of the newsroom's site.
  const below = baseUrl === null ? '' : new URL(baseUrl).pathname.replace(/\/$/u, '');
  return { name: siteName, home: `${below}${path}`, permanent: baseUrl === null ? null : `${baseUrl}${path}` };
};

/** The permanent address of a page, once the newsroom has said where readers find it. */
export const permanent = (site: Site, path: string): string | undefined =>
  site.permanent === null ? undefined : `${site.permanent}${path}`;

export const claimPath = (slug: string): string => `/claims/${encodeURIComponent(slug)}`;
