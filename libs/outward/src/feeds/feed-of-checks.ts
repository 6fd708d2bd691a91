import { idFrom, sha256 } from '#libs/kernel';
import { labelIn } from '../label-in.js';
import { addressOfClaim } from '../published/addresses.js';
import type { PublishedCheck, PublishedOrganization } from '../published/published-claim.js';
import type { PublishedCorrection } from '../published/published-reads.js';
import type { Feed, FeedItem } from './feed.js';

/** Where a feed stands: `path` is its own, below the newsroom's address. */
export interface FeedPlace {
  readonly path: string;
  readonly origin: string;
  readonly updated: string;
}

const frame = (organization: PublishedOrganization, { path, origin, updated }: FeedPlace, what: string) => {
  const home = `${organization.baseUrl ?? origin}/p/${organization.slug}`;
  return { author: organization.siteName, home, self: `${home}/${path}`, updated, id: idOf(organization.id, what) };
};

/** Ids of what has none of its own: made of what it is about, the same for ever. */
const idOf = (...parts: readonly (string | number)[]): string => idFrom(sha256(parts.join(' ')));

/** The newest checks that stand. */
export const feedOfChecks = (
  organization: PublishedOrganization,
  checks: readonly PublishedCheck[],
  place: FeedPlace,
): Feed => ({
  ...frame(organization, place, 'checks'),
  title: `${organization.siteName}: fact checks`,
  description: `What ${organization.name} has checked, the newest first.`,
  items: checks.map((claim) => itemOfCheck(organization, claim, place.origin)),
});

function itemOfCheck(organization: PublishedOrganization, claim: PublishedCheck, origin: string): FeedItem {
  const { page } = claim;
  const rating = labelIn(page.rating.labels, page.language);
  return {
    id: claim.id,
    url: addressOfClaim(organization, claim, origin),
    title: page.statement,
    summary: `${rating}. ${page.summary}`,
    text: page.rationale,
    language: page.language,
    published: claim.publishedAt,
    updated: claim.modifiedAt,
    tags: page.topics.map(({ labels }) => labelIn(labels, page.language)),
    facts: {
      claim: claim.id,
      version: claim.version,
      rating: page.rating,
      procedure: page.procedure,
      legacy: page.legacy,
    },
  };
}

const names = {
  first: 'First publication',
  correction: 'Correction',
  update: 'Update',
  refile: 'Small correction',
  clarification: 'Clarification',
  retraction: 'Retraction',
} as const satisfies Record<PublishedCorrection['change'], string>;

/** What was changed after it was published, openly: every correction, update and retraction, the newest first. */
export const feedOfCorrections = (
  organization: PublishedOrganization,
  corrections: readonly PublishedCorrection[],
  place: FeedPlace,
): Feed => ({
  ...frame(organization, place, 'corrections'),
  title: `${organization.siteName}: corrections`,
  description: `What ${organization.name} has corrected, updated or taken back, the newest first.`,
  items: corrections.map((one) => itemOfCorrection(organization, one, place.origin)),
});

function itemOfCorrection(organization: PublishedOrganization, one: PublishedCorrection, origin: string): FeedItem {
  const { claim, change, version, publishedAt, note, major } = one;
  // Of what was taken back the words are gone; the notice stands for them.
  const statement = change === 'retraction' ? null : one.page.statement;
  return {
    id: idOf(claim.id, version),
    url: addressOfClaim(organization, { pageOfRecord: null, ...claim }, origin),
    title: statement === null ? names[change] : `${names[change]}: ${statement}`,
    summary: note ?? names[change],
    text: note ?? names[change],
    language: claim.language,
    published: publishedAt,
    updated: publishedAt,
    tags: [names[change]],
    facts: { claim: claim.id, version, change, major },
  };
}
