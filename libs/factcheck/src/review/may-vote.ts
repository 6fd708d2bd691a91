import { refusal, type Ruling } from '#libs/kernel';
import { dayInWords } from './day-in-words.js';
import { type InterestDeclaration, interestsRuling } from './interests.js';
import type { Ballot } from './quorum.js';

/** That a member changed the verdict or added a citation to it, and when (RFC 3339). */
export interface Contribution {
  readonly member: string;
  readonly at: string;
}

/** Who had a hand in the verdict. Everyone who ever changed its content is an author, before and after a hand-over. */
export interface VerdictHands {
  readonly authors: readonly Contribution[];
  readonly citationAuthors: readonly Contribution[];
}

export interface VoteFacts {
  readonly policy: { readonly citationAuthorsMayVote: boolean };
  /** Ballots that stand on the digest which is voted on now. */
  readonly ballots: readonly Ballot[];
  /** Members who recused themselves on any version of this verdict. */
  readonly recused: readonly string[];
  /** What the voter declared on this claim. */
  readonly interests: InterestDeclaration | undefined;
}

/** Whether this member may vote on this verdict, apart from their role (the access table) and its state (the workflow). */
export const mayVote = (voter: string, verdict: VerdictHands, facts: VoteFacts): Ruling =>
  barredByPart(voter, verdict, facts) ?? alreadyVoted(voter, facts.ballots) ?? interestsRuling(facts.interests);

/** What bars a person for good: no later act of theirs changes it. */
export function barredByPart(
  voter: string,
  verdict: VerdictHands,
  facts: Pick<VoteFacts, 'policy' | 'recused'>,
): Ruling {
  const edited = latest(verdict.authors, voter);
  if (edited) {
    return refusal(
      'verdict.author_cannot_vote',
      `You edited this verdict on ${dayInWords(edited.at)}, so you cannot vote on it. Ask another reviewer.`,
    );
  }
  const cited = facts.policy.citationAuthorsMayVote ? undefined : latest(verdict.citationAuthors, voter);
  if (cited) {
    return refusal(
      'verdict.citation_author_cannot_vote',
      `You added evidence to this verdict on ${dayInWords(cited.at)}, and the policy bars whoever did from voting. Ask another reviewer.`,
    );
  }
  return facts.recused.includes(voter)
    ? refusal(
        'verdict.recused',
        'You recused yourself from this verdict, so you cannot vote on it. Ask another reviewer.',
      )
    : undefined;
}

function alreadyVoted(voter: string, ballots: readonly Ballot[]): Ruling {
  const own = ballots.find((ballot) => ballot.voter === voter);
  return own
    ? refusal(
        'verdict.already_voted',
        `You have voted "${own.choice}" on this version of the verdict. Withdraw that ballot to cast another, while the quorum is open.`,
      )
    : undefined;
}

// RFC 3339 times in UTC with equal precision sort as text.
const latest = (contributions: readonly Contribution[], member: string): Contribution | undefined =>
  contributions.filter((one) => one.member === member).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
