import { type BallotChoice, type RatingScale, reportable, type VerdictContent } from '#libs/factcheck';
import { ratingLabel } from '../registers/scale-labels.js';
import type { BallotTold, VerdictVersion } from './dossier-model.js';
import { field, inside, listed, type State } from '../state.js';

/** Whether nobody who has not voted may know of the ballots yet: the same rule as of the list of a verdict's ballots. */
export const hidesBallots = (verdict: State): boolean =>
  verdict.status === 'in_review' || inside(verdict, 'rest')?.status === 'waiting';

export function verdictVersion(
  verdict: State,
  ballots: readonly State[],
  known: {
    readonly language: string;
    readonly scales: readonly RatingScale[];
    readonly contents: ReadonlyMap<string, VerdictContent>;
  },
): VerdictVersion {
  const hidden = hidesBallots(verdict);
  const own = ballots.filter((ballot) => ballot.verdict === verdict.id).map((ballot) => told(ballot, verdict));
  return {
    verdict: reportable('verdict', verdict),
    ratingLabel: ratingLabel(verdict, known.language, known.scales) ?? '',
    frozen: known.contents.get(field(verdict, 'digest')) ?? null,
    ballots: hidden ? null : own,
    tally: hidden ? null : tallyOf(own.filter(({ stands }) => stands)),
  };
}

/** Whether somebody with a say in this verdict gave the voter the key that the ballot was cast with. */
export const hasRelatedCredential = (ballot: State, verdict: State): boolean =>
  typeof ballot.keyIssuedBy === 'string' &&
  ballot.keyIssuedBy !== ballot.voter &&
  [...listed(verdict, 'authors'), verdict.publisher].includes(ballot.keyIssuedBy);

function told(ballot: State, verdict: State): BallotTold {
  const stands = ballot.voidedAt === null && ballot.digest === verdict.digest;
  return {
    ballot: reportable('ballot', ballot),
    stands,
    dissents: stands && ballot.choice === (verdict.status === 'changes_requested' ? 'approve' : 'reject'),
    relatedCredential: hasRelatedCredential(ballot, verdict),
  };
}

const tallyOf = (ballots: readonly BallotTold[]): Readonly<Record<BallotChoice, number>> => {
  const count = (choice: BallotChoice): number => ballots.filter(({ ballot }) => ballot.choice === choice).length;
  return { approve: count('approve'), reject: count('reject'), recuse: count('recuse') };
};
