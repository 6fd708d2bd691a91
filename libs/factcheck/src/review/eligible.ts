import { refusal, type Role, type Ruling } from '#libs/kernel';
import type { InterestDeclaration } from './interests.js';
import { barredByPart, type VerdictHands, type VoteFacts } from './may-vote.js';
import type { Ballot, Quorum } from './quorum.js';

/** The roles that vote; the verdict workflow's `ballot` row names the same (a test holds them together). */
export const votingRoles = ['reviewer', 'editor'] as const satisfies readonly Role[];

export interface Colleague {
  readonly member: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly interests: InterestDeclaration | undefined;
}

/**
 * The members who could vote on this verdict, whether or not they already did. Somebody who has not yet declared their
 * interests could still do so, hence counts; somebody who declared one does not.
 */
export const eligibleVoters = (
  colleagues: readonly Colleague[],
  verdict: VerdictHands,
  facts: Pick<VoteFacts, 'policy' | 'recused'>,
): readonly string[] =>
  colleagues
    .filter((colleague) => colleague.active && votingRoles.some((role) => colleague.roles.includes(role)))
    .filter((colleague) => colleague.interests !== 'one' && !barredByPart(colleague.member, verdict, facts))
    .map((colleague) => colleague.member);

/** Whether enough members are left to reach the quorum: approvals given plus those who could still approve. */
export function quorumReachable(eligible: readonly string[], quorum: Quorum, ballots: readonly Ballot[] = []): Ruling {
  const voters = new Set(ballots.map((ballot) => ballot.voter));
  const given = ballots.filter((ballot) => ballot.choice === 'approve').length;
  const left = eligible.filter((member) => !voters.has(member)).length;
  if (given + left >= quorum.approvals) return undefined;
  const missing = quorum.approvals - given - left;
  return refusal(
    'verdict.quorum_unreachable',
    `Needs ${count(quorum.approvals, 'approval')}, but only ${count(given + left, 'member')} can give one. ` +
      `Invite ${count(missing, 'more reviewer')} who had no part in this verdict.`,
    { facts: { approvals: quorum.approvals, given, left } },
  );
}

const count = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;
