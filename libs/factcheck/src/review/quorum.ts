import type { BallotChoice } from '../vocabulary/judging.js';

/** `approvals` of `of`: approved at n approvals, sent back at m − n + 1 rejections, when n of m can no longer be had. */
export interface Quorum {
  readonly approvals: number;
  readonly of: number;
}

export interface Ballot {
  readonly voter: string;
  readonly choice: BallotChoice;
}

export type Outcome = 'approve' | 'requestChanges' | 'undecided';

/**
 * What the ballots so far decide. Recusals do not count; a second ballot by one voter never reaches here (unique in the
 * database). Voting ends with the decision, so both thresholds can be met only by ballots that should not exist:
 * then the cautious answer is given.
 */
export function tally(ballots: readonly Pick<Ballot, 'choice'>[], quorum: Quorum): Outcome {
  const count = (choice: BallotChoice): number => ballots.filter((ballot) => ballot.choice === choice).length;
  if (count('reject') >= quorum.of - quorum.approvals + 1) return 'requestChanges';
  return count('approve') >= quorum.approvals ? 'approve' : 'undecided';
}

/** At least one approval, and no more than the number they are counted out of. Not policy: no organization may go below. */
export const quorumValid = ({ approvals, of }: Quorum): boolean =>
  Number.isSafeInteger(approvals) && Number.isSafeInteger(of) && approvals >= 1 && approvals <= of;
