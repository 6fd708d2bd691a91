import type { Claim, ClaimReview, NewsMediaOrganization, Organization, Person, Rating, WithContext } from 'schema-dts';
import { addressOfClaim } from '../published/addresses.js';
import type {
  PublishedCheck,
  PublishedClaimant,
  PublishedOrganization,
  PublishedPage,
  PublishedRating,
  PublishedUtterance,
} from '../published/published-claim.js';
import { labelIn } from '../label-in.js';

type ClaimReviewLeaf = Exclude<ClaimReview, string>;
export type ClaimReviewJson = WithContext<ClaimReviewLeaf>;
type Claimant = Exclude<Person | Organization | NewsMediaOrganization, string>;
type ClaimLeaf = Exclude<Claim, string>;

/**
 * A published check as ClaimReview, as Google reads it (developers.google.com/search/docs/appearance/structured-data/factcheck)
 * and with what other readers of schema.org find there. Its address is the page of record. What is not known is left out.
 * `origin`: how we were called, for a newsroom that has not said where its pages are found.
 */
export function claimReviewOf(
  organization: PublishedOrganization,
  { page, ...claim }: PublishedCheck,
  origin: string,
): ClaimReviewJson {
  const corrections = page.history.filter(({ note }) => note !== null);
  const sources = page.sources.filter(({ url }) => url !== null);
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: addressOfClaim(organization, claim, origin),
    claimReviewed: page.statement,
    inLanguage: page.language,
    datePublished: page.legacy?.reviewedOn ?? toTheSecond(claim.publishedAt),
    dateModified: toTheSecond(claim.modifiedAt),
    author: {
      '@type': 'Organization',
      name: organization.siteName,
      ...(organization.baseUrl === null ? {} : { url: organization.baseUrl }),
    },
    description: page.summary,
    reviewBody: page.rationale,
    itemReviewed: claimOf(page),
    reviewRating: ratingOf(page.rating, page.language),
    ...(sources.length === 0
      ? {}
      : {
          citation: sources.map(({ title, url }) => ({
            '@type': 'CreativeWork' as const,
            name: title,
            url: url as string,
          })),
        }),
    ...(corrections.length === 0
      ? {}
      : {
          correction: corrections.map(({ note, publishedAt }) => ({
            '@type': 'CorrectionComment' as const,
            text: note as string,
            datePublished: toTheSecond(publishedAt),
          })),
        }),
  };
}

/** Outside the order there are no numbers: "Outdated" is neither nearer to true nor to false. */
function ratingOf({ labels, value, worst, best }: PublishedRating, language: string): Exclude<Rating, string> {
  const alternateName = labelIn(labels, language);
  return {
    '@type': 'Rating',
    alternateName,
    ...(value === null ? {} : { ratingValue: value, worstRating: worst, bestRating: best }),
  };
}

function claimOf({ utterances }: PublishedPage): ClaimLeaf {
  const [first, ...later] = utterances;
  const authors = [...new Map(utterances.map((one) => [one.claimant?.id, one])).values()].flatMap(claimantOf);
  const [firstAt, ...laterAt] = [first, ...later].flatMap((one) => (one ? (placeOf(one) ?? []) : []));
  const said = first && (first.saidOn ?? first.elsewhere?.time ?? first.article?.publishedAt);
  return {
    '@type': 'Claim',
    ...(authors.length === 0 ? {} : { author: authors.length === 1 ? authors[0] : authors }),
    ...(said ? { datePublished: said } : {}),
    ...(firstAt === undefined ? {} : { firstAppearance: workAt(firstAt) }),
    ...(laterAt.length === 0 ? {} : { appearance: [...new Set(laterAt)].map(workAt) }),
  };
}

const workAt = (url: string) => ({ '@type': 'CreativeWork' as const, url });
const placeOf = ({ article, elsewhere }: PublishedUtterance): string | null =>
  article?.url ?? elsewhere?.address ?? null;

const types = { person: 'Person', organization: 'Organization', outlet: 'NewsMediaOrganization' } as const;

/** With what they were at that time. Whoever is unknown, or was erased, is left out. */
function claimantOf({ claimant, affiliation }: PublishedUtterance): Claimant[] {
  if (!claimant || claimant.name === null || claimant.kind === 'unknown') return [];
  const { name, kind } = claimant;
  const sameAs = sameAsOf(claimant);
  if (kind !== 'person') return [{ '@type': types[kind], name, ...sameAs }];
  const member = affiliation === null ? {} : { affiliation: { '@type': 'Organization' as const, name: affiliation } };
  return [{ '@type': 'Person', name, ...member, ...sameAs }];
}

const sameAsOf = ({ sameAs }: PublishedClaimant): { sameAs?: string[] } =>
  sameAs.length === 0 ? {} : { sameAs: [...sameAs] };

const toTheSecond = (moment: string): string => moment.replace(/\.\d+Z$/, 'Z');
