import { addressOfClaim } from '../published/addresses.js';
import type { PublishedOrganization } from '../published/published-claim.js';
import { element, xmlDocument } from './xml.js';

/** As many as one file may hold (sitemaps.org). */
export const sitemapSize = 50_000;
const xmlns = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** A page of ours: those whose page of record is elsewhere are not listed. */
export interface SitemapPage {
  readonly slug: string;
  readonly modifiedAt: string;
}

export const sitemap = (organization: PublishedOrganization, pages: readonly SitemapPage[], origin: string): string =>
  xmlDocument(
    element(
      'urlset',
      { xmlns },
      ...pages.map((page) =>
        element(
          'url',
          {},
          element('loc', {}, addressOfClaim(organization, page, origin)),
          element('lastmod', {}, page.modifiedAt),
        ),
      ),
    ),
  );

/** Of more pages than one file may hold: the files, each `sitemap.xml?page=…`. */
export const sitemapIndex = (organization: PublishedOrganization, pages: number, origin: string): string =>
  xmlDocument(
    element(
      'sitemapindex',
      { xmlns },
      ...Array.from({ length: Math.ceil(pages / sitemapSize) }, (_, n) =>
        element(
          'sitemap',
          {},
          element('loc', {}, `${organization.baseUrl ?? origin}/p/${organization.slug}/sitemap.xml?page=${n + 1}`),
        ),
      ),
    ),
  );
