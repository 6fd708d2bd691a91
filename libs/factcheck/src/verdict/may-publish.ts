import { refusal, type Ruling } from '#libs/kernel';
import { type InterestDeclaration, interestsRuling } from '../review/interests.js';
import { type Ballot, type Quorum, tally } from '../review/quorum.js';

export interface PublishFacts {
  readonly policy: { readonly authorMayPublish: boolean };
  /** What was frozen at submit: by the procedure, it may be less than the policy's. */
  readonly quorum: Quorum;
  readonly authors: readonly string[];
  /** Ballots that stand on the digest which is to be published. */
  readonly ballots: readonly Ballot[];
  /** What the publisher declared on this claim. */
  readonly interests: InterestDeclaration | undefined;
}

/**
 * Whether an approved verdict may go out, checked again at the last moment. `publisher` is null for the clock, which has
 * no interests and is no author: whoever scheduled it was asked then.
 */
export function mayPublish(publisher: string | null, facts: PublishFacts): Ruling {
  if (tally(facts.ballots, facts.quorum) !== 'approve') {
    return refusal(
      'verdict.quorum_missing',
      `The ballots do not make the quorum of ${facts.quorum.approvals} of ${facts.quorum.of}. Send the verdict back to review.`,
    );
  }
  if (publisher === null) return undefined;
  if (!facts.policy.authorMayPublish && facts.authors.includes(publisher)) {
    return refusal(
      'verdict.author_cannot_publish',
      'You are an author of this verdict, and the policy wants another publisher. Ask an editor who did not write it.',
    );
  }
  return interestsRuling(facts.interests);
}
