import type { BallotChoice, Stay, VerdictContent } from '#libs/factcheck';
import type { BundleAudience } from '../reports/report-kind.js';
import type { Verification } from '../paper/verification.js';
import type { State } from '../state.js';

/**
 * One claim, whole, as the log tells it at a checkpoint. This is the JSON of a dossier; HTML and PDF show it and nothing
 * else. `State` is what the API answers for that subject, less what no report holds.
 */
export interface DossierModel {
  readonly report: 'dossier';
  readonly schema: 1;
  readonly organization: { readonly id: string; readonly name: string | null };
  readonly audience: BundleAudience;
  /** Of an assessor's key: the history tells nothing outside it. */
  readonly period: { readonly from: string; readonly until: string } | null;
  /** Everybody who is named by an id here. The name is null for assessors, and where it was erased. */
  readonly people: readonly Person[];
  readonly claim: State;
  readonly utterances: readonly Saying[];
  readonly duplicates: readonly State[];
  readonly links: readonly Linked[];
  readonly enquiries: readonly State[];
  readonly evidence: readonly Evidence[];
  readonly verdicts: readonly VerdictVersion[];
  readonly corrections: readonly State[];
  readonly comments: readonly State[];
  /** Null while a ballot is hidden: a declaration would tell who has voted. */
  readonly interests: readonly State[] | null;
  readonly stays: readonly Stay[];
  readonly history: readonly Told[];
  readonly events: { readonly count: number; readonly first: number | null; readonly last: number | null };
  readonly verification: Verification;
}

export interface Person {
  readonly id: string;
  readonly label: string;
  readonly name: string | null;
}

export interface Saying {
  readonly utterance: State;
  readonly claimant: State | null;
  readonly reportedBy: State | null;
  readonly article: State | null;
  /** The words round the quote; null where it stands in no text here, or the text is not the one that the log names. */
  readonly context: Context | null;
  readonly isFirst: boolean;
}

export interface Context {
  readonly before: string;
  readonly quote: string;
  readonly after: string;
  /** Whether the article goes on beyond these words. */
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

export interface Linked {
  readonly link: State;
  /** The other claim. */
  readonly claim: { readonly id: string; readonly statement: string | null };
  readonly direction: 'to' | 'from';
}

export interface Evidence {
  readonly citation: State;
  readonly source: State | null;
  readonly capture: State | null;
}

export interface VerdictVersion {
  readonly verdict: State;
  readonly ratingLabel: string;
  /** What was submitted, frozen: its SHA-256 is the verdict's digest. Null for drafts and for the archive. */
  readonly frozen: VerdictContent | null;
  /** Null while they are hidden: until the quorum has decided. */
  readonly ballots: readonly BallotTold[] | null;
  /** Of the ballots that stand on this digest. */
  readonly tally: Readonly<Record<BallotChoice, number>> | null;
}

export interface BallotTold {
  readonly ballot: State;
  readonly stands: boolean;
  /** A ballot that was not for what came out. */
  readonly dissents: boolean;
  /** The key was issued by an author or the publisher of this verdict. */
  readonly relatedCredential: boolean;
}

export interface Told {
  readonly index: number;
  readonly event: string;
  readonly type: string;
  readonly sequencedAt: string;
  readonly sentence: string;
  readonly why: string | null;
}
