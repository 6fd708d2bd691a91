import type { Verification } from '../paper/verification.js';
import type { ClaimFigures } from './claims-tally.js';
import type { CorrectionFigures } from './corrections-tally.js';
import type { Heading } from './headings.js';
import type { Drawn } from './sample.js';
import type { Check, VerdictFigures } from './verdicts-tally.js';

/** The figures of a period, from the log at a checkpoint. This is the JSON; HTML and PDF show it and nothing else. */
export interface TransparencyModel {
  readonly report: 'transparency';
  readonly schema: 1;
  readonly organization: { readonly id: string; readonly name: string | null };
  /** null: since the log began. */
  readonly period: { readonly from: string; readonly until: string } | null;
  /** The entries that the figures are about: from index `from` on and below `until`, which is the checkpoint. */
  readonly span: { readonly from: number; readonly until: number };
  readonly claims: ClaimFigures;
  readonly verdicts: VerdictFigures;
  readonly corrections: CorrectionFigures;
  readonly policies: readonly PolicyVersion[];
  /** null: nobody gave a seed. */
  readonly sample: {
    readonly seed: string;
    readonly size: number;
    readonly drawn: readonly (Drawn & { readonly check: Check })[];
  } | null;
  readonly headings: { readonly ifcn: readonly Heading[]; readonly efcsn: readonly Heading[] };
  readonly verification: Verification;
  /** Every version that was published in the period, by claim. */
  readonly checks: readonly Check[];
}

export interface PolicyVersion {
  readonly index: number;
  readonly at: string;
  readonly version: string;
  /** In which points it asks for less than the one before. */
  readonly weakens: readonly string[];
}
