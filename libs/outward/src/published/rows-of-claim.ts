import { canonicalJson, type Json, sha256Hex } from '#libs/kernel';
import { pageOfVersion } from './page-of-version.js';
import type { ChangeKind, PublishedChange, PublishedState, PublishedVersion } from './published-claim.js';
import { partOf, publicPart, type State, textOf } from './public-part.js';
import { searchConfig } from './search-config.js';
import { slugOf } from './slug.js';
import type { ClaimParts, VersionParts } from './version-parts.js';

/** What stands of one claim in `published_claim` and `published_version`. */
export interface ClaimRows {
  readonly claim: ClaimRow;
  readonly versions: readonly PublishedVersion[];
}

export interface ClaimRow {
  readonly id: string;
  readonly slug: string;
  readonly state: PublishedState;
  readonly language: string;
  readonly version: number | null;
  readonly statement: string | null;
  readonly rating: string | null;
  readonly topics: readonly string[];
  readonly pageOfRecord: string | null;
  readonly publishedAt: string | null;
  readonly modifiedAt: string;
  readonly changedAt: string;
  readonly digest: string;
  readonly page: object;
  /** What search looks through, weighted; null where nothing is to be found. */
  readonly words: {
    readonly config: string;
    readonly first: string;
    readonly second: string;
    readonly third: string;
  } | null;
}

/**
 * The rows of a claim, out of the log alone: the same log gives the same rows, however it was read. Nothing when no
 * version of it was ever published.
 */
export function rowsOfClaim(parts: ClaimParts): ClaimRows | undefined {
  const [first] = parts.versions;
  const last = parts.versions.at(-1);
  if (!first || !last) return undefined;
  const rows = isRetraction(last) ? retracted(parts, last) : shown(parts, last);
  const row = {
    ...rows.claim,
    id: parts.id,
    slug: slugOf(first.claim.statement as string, parts.id),
    changedAt: parts.changedAt,
  };
  return { ...rows, claim: { ...row, digest: sha256Hex(canonicalJson([row, ...rows.versions] as unknown as Json)) } };
}

type Bare = Omit<ClaimRow, 'id' | 'slug' | 'changedAt' | 'digest'>;
interface BareRows {
  readonly claim: Bare;
  readonly versions: readonly PublishedVersion[];
}

const nothingToShow = {
  statement: null,
  rating: null,
  topics: [],
  pageOfRecord: null,
  publishedAt: null,
  words: null,
} as const;

function retracted(_: ClaimParts, last: VersionParts): BareRows {
  const verdict = publicPart('verdict', last.verdict);
  const page = {
    version: verdict.number as number,
    notice: verdict.summary as string,
    rationale: verdict.rationale as string,
    verdictDigest: textOf(verdict, 'digest'),
  };
  const claim: Bare = {
    ...nothingToShow,
    state: 'retracted',
    language: last.claim.language as string,
    version: page.version,
    modifiedAt: verdict.publishedAt as string,
    page,
  };
  return { claim, versions: [{ ...changeOf(last, true), page: page as unknown as PublishedVersion['page'] }] };
}

function shown({ claim, versions, topics }: ClaimParts, last: VersionParts): BareRows {
  if (claim.status === 'suspended') {
    const language = last.claim.language as string;
    const since = claim.suspendedAt as string;
    const row: Bare = { ...nothingToShow, state: 'suspended', language, version: null, modifiedAt: since, page: {} };
    return { claim: row, versions: [] };
  }
  // A retraction in the middle was followed by a new check: it stays in the history, and what it took back stays gone.
  const from = versions.findLastIndex(isRetraction) + 1;
  const history = versions.slice(Math.max(from - 1, 0)).map((one, place) => changeOf(one, from > 0 || place > 0));
  const standing = versions
    .slice(from)
    .map((one) => ({ ...changeOf(one, one !== versions[0]), page: pageOfVersion(one, topics) }));
  const { page, publishedAt: modifiedAt } = standing.at(-1) as PublishedVersion;
  const row: Bare = {
    state: 'published',
    language: page.language,
    version: page.version,
    statement: page.statement,
    rating: page.rating.code,
    topics: page.topics.map(({ code }) => code),
    // What came with the archive was published before, at the address that the archive gives.
    pageOfRecord:
      textOf(partOf(publicPart('claim', claim), 'pageOfRecord') ?? undefined, 'url') ?? page.legacy?.url ?? null,
    publishedAt: (standing[0] as PublishedVersion).publishedAt,
    modifiedAt,
    page: { ...page, history },
    words: {
      config: searchConfig(page.language),
      first: page.statement,
      second: [...new Set(page.utterances.map(({ claimant }) => claimant?.name ?? ''))].join(' '),
      third: page.summary,
    },
  };
  return { claim: row, versions: standing };
}

const isRetraction = ({ verdict }: VersionParts): boolean => verdict.outcome === 'retraction';

function changeOf({ verdict, correction }: VersionParts, isLater: boolean): PublishedChange {
  const told: State = correction ? publicPart('correction', correction) : {};
  const retraction = verdict.outcome === 'retraction';
  return {
    version: verdict.number as number,
    publishedAt: verdict.publishedAt as string,
    change: retraction ? 'retraction' : ((told.kind ?? (isLater ? 'update' : 'first')) as ChangeKind),
    major: (told.major ?? null) as boolean | null,
    note: textOf(told, 'note') ?? (retraction ? textOf(verdict, 'summary') : null),
  };
}
