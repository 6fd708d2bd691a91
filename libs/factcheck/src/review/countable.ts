import type { InterestDeclaration } from './interests.js';
import type { Ballot } from './quorum.js';

/**
 * The ballots that count now. Whoever declared an interest after voting, or became an author, is counted no more, so
 * a quorum that stood when the verdict was approved is looked at once more when it goes out.
 */
export const countable = (
  ballots: readonly Ballot[],
  facts: {
    readonly authors: readonly string[];
    readonly interests: ReadonlyMap<string, InterestDeclaration>;
  },
): readonly Ballot[] =>
  ballots.filter(({ voter }) => !facts.authors.includes(voter) && facts.interests.get(voter) !== 'one');
