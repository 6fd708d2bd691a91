import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { PublishedCheck, PublishedOrganization } from '../published/published-claim.js';
import { PublishedReads } from '../published/published-reads.js';
import { claimReviewOf } from './claim-review.js';

// Checks in memory at a time.
const atOnce = 200;

/** Everything that stands published, as one schema.org DataFeed. Short reads: the whole is never in memory. */
@Injectable()
export class ClaimReviewFeed {
  constructor(private readonly reads: PublishedReads) {}

  /** Reads the first checks before it answers, so that whoever cannot be served is told so and gets no broken document. */
  async stream(organization: PublishedOrganization, changedAt: string, origin: string): Promise<Readable> {
    const first = await this.reads.checks(organization.id, atOnce);
    return Readable.from(this.parts(organization, changedAt, origin, first), { objectMode: false });
  }

  private async *parts(
    organization: PublishedOrganization,
    changedAt: string,
    origin: string,
    first: readonly PublishedCheck[],
  ): AsyncGenerator<string> {
    const head = {
      '@context': 'https://schema.org',
      '@type': 'DataFeed',
      name: `ClaimReviews of ${organization.siteName}`,
      dateModified: changedAt,
    };
    yield `${JSON.stringify(head).slice(0, -1)},"dataFeedElement":[`;
    let separator = '\n';
    for (let page = first; page.length > 0;) {
      for (const claim of page) {
        const { '@context': _, ...review } = claimReviewOf(organization, claim, origin);
        const item = {
          '@type': 'DataFeedItem',
          url: review.url,
          dateCreated: claim.publishedAt,
          dateModified: claim.modifiedAt,
          item: [review],
        };
        yield `${separator}${JSON.stringify(item)}`;
        separator = ',\n';
      }
      const last = page.at(-1);
      page = last && page.length === atOnce ? await this.reads.checks(organization.id, atOnce, last) : [];
    }
    yield '\n]}\n';
  }
}
