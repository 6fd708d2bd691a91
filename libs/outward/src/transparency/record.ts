import type { RatingScale, VerdictContent } from '#libs/factcheck';
import type { State } from '../state.js';
import type { Step } from './transparency-store.js';

/** The indexes that a report is about: from `from` on and below `until`. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** One claim with all that the figures are counted from, at the checkpoint. */
export interface ClaimRecord {
  readonly id: string;
  readonly claim: State;
  /** Of the claim, its verdicts and corrections, in the order of the log. */
  readonly steps: readonly Step[];
  readonly verdicts: readonly State[];
  readonly ballots: readonly State[];
  readonly corrections: readonly State[];
  readonly utterances: readonly State[];
  readonly claimants: ReadonlyMap<string, State>;
  readonly contents: ReadonlyMap<string, VerdictContent>;
}

/** What every tally knows besides. */
export interface Ground {
  readonly span: Span;
  readonly scales: readonly RatingScale[];
  readonly organization: State | undefined;
  /** The day of the last entry: what is overdue is overdue on it. */
  readonly today: string;
}

/** A verdict version that went out in the span; what was decided before Claimdesk is none. */
export interface Published {
  readonly record: ClaimRecord;
  readonly verdict: State;
  readonly at: string;
}

export const isWithin = ({ from, until }: Span, { index }: Step): boolean => index >= from && index < until;

export const publishedIn = (record: ClaimRecord, span: Span): Published[] =>
  record.steps
    .filter((step) => step.type === 'verdict' && step.status === 'published' && isWithin(span, step))
    .flatMap(({ id, at }) => {
      const verdict = record.verdicts.find((one) => one.id === id);
      return verdict && !verdict.legacy ? [{ record, verdict, at }] : [];
    });

export const claimSteps = ({ steps }: ClaimRecord): readonly Step[] => steps.filter(({ type }) => type === 'claim');
