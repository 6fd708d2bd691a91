import type { ClaimantKind, CorrectionKind, RatingScale, Stance, UtteranceMode } from '#libs/factcheck';

// What everybody may read of a newsroom, and in which shape. HTML, JSON-LD, feeds and search are all made of these rows;
// none of them looks anywhere else. Times are RFC 3339 in UTC; dates are as precise as they are known (EDTF: 2024-03).

/** A newsroom as everybody may know it. */
export interface PublishedOrganization {
  readonly id: string;
  /** In public addresses: `/p/{slug}`. */
  readonly slug: string;
  readonly name: string;
  /** What its site is called; its own name where nobody gave one. */
  readonly siteName: string;
  /** `https://facts.example`, without a slash at the end: where its `/p/{slug}` is found by readers. null: nobody said. */
  readonly baseUrl: string | null;
  /** The scale in force. A published rating carries the numbers of the scale that it was chosen on. */
  readonly scale: RatingScale;
  /** Every version of every scale that was ever in force. */
  readonly scales: readonly RatingScale[];
  /** The published way of working, in the version in force; null where there is none. */
  readonly methodology: { readonly version: number } | null;
  readonly changedAt: string;
}

export const publishedStates = ['published', 'suspended', 'retracted'] as const;
export type PublishedState = (typeof publishedStates)[number];

interface PublishedRow {
  readonly id: string;
  /** Fixed when the claim was first published; made of its words then and never of its rating. */
  readonly slug: string;
  /** Of the claim's words. */
  readonly language: string;
  /** When what is public of it last changed: Last-Modified. */
  readonly changedAt: string;
  /** SHA-256 over all that is public of it, in hexadecimal: its ETag. */
  readonly digest: string;
}

/** A claim with a verdict that stands: everything that a page shows. */
export interface PublishedCheck extends PublishedRow {
  readonly state: 'published';
  /** When it was published first. */
  readonly publishedAt: string;
  /** When the version that stands was published. */
  readonly modifiedAt: string;
  /** The number of that version. */
  readonly version: number;
  /**
   * The page of record, where that is elsewhere (the newsroom's CMS): our page then carries `rel=canonical` to it and no
   * JSON-LD. null: our own page is the page of record.
   */
  readonly pageOfRecord: string | null;
  readonly page: PublishedPage & {
    /** Every version there was, the first one first. */
    readonly history: readonly PublishedChange[];
  };
}

/** A claim whose page was taken down: a dated notice, and no word of what stood there. */
export interface SuspendedClaim extends PublishedRow {
  readonly state: 'suspended';
  readonly since: string;
  readonly page: Readonly<Record<string, never>>;
}

/** A claim whose verdict was taken back: the notice says why. */
export interface RetractedClaim extends PublishedRow {
  readonly state: 'retracted';
  readonly since: string;
  readonly page: RetractionNotice;
}

/** One row of `published_claim`. Ask for `state` first: only what is `published` has a verdict to show. */
export type PublishedClaim = PublishedCheck | SuspendedClaim | RetractedClaim;

/** A retraction is a verdict version of its own, balloted like any other, without a rating. */
export interface RetractionNotice {
  readonly version: number;
  readonly notice: string;
  readonly rationale: string;
  readonly verdictDigest: string | null;
}

export type ChangeKind = 'first' | CorrectionKind;

/** What a version changed, for the corrections that are shown openly. */
export interface PublishedChange {
  readonly version: number;
  readonly publishedAt: string;
  /** `first`; `correction` (we were wrong), `update` (new facts), `refile`, `clarification`, `retraction`. */
  readonly change: ChangeKind;
  /** Of a correction: whether rating or conclusion changed. */
  readonly major: boolean | null;
  /** What was wrong and what is right. */
  readonly note: string | null;
}

/** One row of `published_version`: a version with its permanent place, as it stood. Gone while its claim is suspended. */
export interface PublishedVersion extends PublishedChange {
  readonly page: PublishedPage;
}

/** All that a page shows of one version: the words as they were frozen when it was submitted. */
export interface PublishedPage {
  readonly version: number;
  readonly statement: string;
  readonly language: string;
  readonly kind: string;
  readonly quantity: PublishedQuantity | null;
  readonly rating: PublishedRating;
  readonly summary: string;
  readonly rationale: string;
  /** "Rated on what was known then." */
  readonly judgedAsOf: string;
  readonly evidenceCutOff: string;
  /** Names what was balloted; null for a verdict that was decided before Claimdesk. */
  readonly verdictDigest: string | null;
  readonly policy: number | null;
  /** The version of the published way of working that was in force when it was submitted. */
  readonly methodology: number | null;
  readonly quorum: { readonly approvals: number; readonly of: number } | null;
  /** `standard`, `urgent` (fewer ballots first: see `rest`) or `refile`. */
  readonly procedure: string;
  readonly rest: { readonly status: string; readonly dueAt: string | null; readonly endedAt: string | null } | null;
  /** Of a verdict from before Claimdesk: how it is labelled, and what the archive said. */
  readonly legacy: PublishedLegacy | null;
  /** As they are now: topics belong to no version. */
  readonly topics: readonly { readonly code: string; readonly labels: Readonly<Record<string, string>> }[];
  /** Those that the verdict judges, the first appearance first. */
  readonly utterances: readonly PublishedUtterance[];
  readonly sources: readonly PublishedSource[];
  /** Right of reply. */
  readonly contacts: readonly PublishedContact[];
}

export interface PublishedRating {
  readonly code: string;
  readonly labels: Readonly<Record<string, string>>;
  /** null: outside the order, so only the label says it. */
  readonly value: number | null;
  readonly worst: number;
  readonly best: number;
}

export interface PublishedQuantity {
  readonly comparator: string;
  readonly low: string | null;
  readonly high: string | null;
  readonly unit: string;
  readonly asOf: string | null;
}

export interface PublishedLegacy {
  readonly label: string;
  readonly url: string | null;
  readonly publisher: string;
  readonly reviewedOn: string;
}

export interface PublishedClaimant {
  readonly id: string;
  readonly kind: ClaimantKind;
  /** null: erased. */
  readonly name: string | null;
  readonly description: string | null;
  readonly sameAs: readonly string[];
}

export interface PublishedUtterance {
  readonly id: string;
  readonly claimant: PublishedClaimant | null;
  /** Of the claimant, at that time. */
  readonly affiliation: string | null;
  readonly reportedBy: PublishedClaimant | null;
  readonly mode: UtteranceMode;
  readonly impliedBecause: string | null;
  readonly saidOn: string | null;
  /** The article it stands in, with the quote; or where else it was said. */
  readonly article: {
    readonly url: string | null;
    readonly headline: string;
    readonly outlet: string;
    readonly language: string;
    readonly publishedAt: string | null;
  } | null;
  readonly exact: string | null;
  readonly elsewhere: {
    readonly address: string | null;
    readonly medium: string | null;
    readonly time: string | null;
    readonly excerpt: string | null;
  } | null;
}

export interface PublishedSource {
  /** The citation's id; `derivesFrom` names others of this list. */
  readonly id: string;
  readonly stance: Stance;
  readonly mode: string;
  readonly primary: boolean;
  readonly derivesFrom: string | null;
  readonly kind: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly access: string;
  readonly interests: string | null;
  readonly unnamed: boolean;
  readonly excerpt: string | null;
  readonly figure: Readonly<Record<string, string | null>> | null;
  readonly retrievedAt: string | null;
  readonly consultedOn: string | null;
  readonly archivedUrl: string | null;
  readonly contentHash: string | null;
}

export interface PublishedContact {
  readonly contacted: boolean;
  /** Whether an answer had come when the version was submitted. */
  readonly answered: boolean;
  /** What of it was given to be published; the rest is the desk's. */
  readonly answer?: string;
  readonly askedOn: string | null;
  readonly answerDue: string | null;
  readonly answeredOn: string | null;
}
