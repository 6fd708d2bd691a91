import { canonicalBytes, type Json, sha256Hex } from '#libs/kernel';
import type { Comparator } from '../claim/quantity.js';
import type { CitationMode, AccessKind, SourceKind, Stance, Vintage } from '../vocabulary/evidence.js';
import type { ClaimantKind, UtteranceMode } from '../vocabulary/claim.js';
import type { VerdictOutcome } from '../vocabulary/judging.js';

// Type aliases, not interfaces: only those count as JSON objects for the compiler. Nothing is optional: what is not
// known is null, so that one verdict has one spelling.

/**
 * Who said it, and what they were then, stands here as a version of a subject and not as a name: the log holds that version
 * with its names committed to, so a person can be erased and the digest still be shown to be of these bytes.
 */
export type FrozenUtterance = {
  readonly id: string;
  readonly version: number;
  readonly claimant: { readonly id: string; readonly kind: ClaimantKind; readonly version: number } | null;
  readonly mode: UtteranceMode;
  /** A partial date. */
  readonly saidAt: string | null;
  readonly place: string | null;
  readonly revision: string | null;
  readonly quote: string | null;
};

export type FrozenFigure = {
  readonly value: string;
  readonly unit: string;
  readonly period: string | null;
  readonly asOf: string | null;
  readonly publishedOn: string | null;
  readonly vintage: Vintage | null;
};

/** The source as it was when the verdict was submitted; later edits and merges do not reach it. */
export type FrozenSource = {
  readonly id: string;
  readonly kind: SourceKind;
  readonly title: string;
  readonly publisher: string | null;
  readonly url: string | null;
  readonly access: AccessKind;
  readonly interests: string | null;
  /** The person behind it is not named to readers. */
  readonly unnamed: boolean;
};

export type FrozenCitation = {
  readonly id: string;
  readonly stance: Stance;
  readonly mode: CitationMode;
  readonly primary: boolean;
  readonly derivesFrom: string | null;
  readonly excerpt: string | null;
  readonly figure: FrozenFigure | null;
  readonly contentHash: string | null;
  readonly retrievedAt: string | null;
  readonly archivedUrl: string | null;
  readonly source: FrozenSource;
};

export type FrozenQuantity = {
  readonly comparator: Comparator;
  readonly low: string | null;
  readonly high: string | null;
  readonly unit: string;
  readonly asOf: string | null;
};

/** All that a ballot judges, and nothing that may change without one: labels, names of members, times of the desk. */
export type VerdictContent = {
  readonly claim: string;
  readonly statement: string;
  readonly quantity: FrozenQuantity | null;
  readonly utterances: readonly FrozenUtterance[];
  readonly outcome: VerdictOutcome;
  readonly scale: { readonly code: string; readonly version: number };
  /** null for a retraction. */
  readonly rating: string | null;
  readonly summary: string;
  readonly rationale: string;
  readonly evidenceCutOff: string;
  readonly judgedAsOf: string;
  readonly precedents: readonly { readonly id: string; readonly departsBecause: string | null }[];
  readonly citations: readonly FrozenCitation[];
  readonly policy: number;
  /** null where the newsroom had not written one down. */
  readonly methodology: number | null;
};

/**
 * The bytes that are stored at submit, and their SHA-256 in lower-case hexadecimal. Utterances, precedents and citations
 * are sets: their order in the call does not matter.
 */
export function verdictDigest(content: VerdictContent): { readonly digest: string; readonly bytes: Buffer } {
  const settled: Json = {
    ...content,
    utterances: content.utterances.toSorted(byId),
    precedents: content.precedents.toSorted(byId),
    citations: content.citations.toSorted(byId),
  };
  const bytes = canonicalBytes(settled);
  return { digest: sha256Hex(bytes), bytes };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
