import { countable } from './countable.js';

describe('the ballots that count', () => {
  const ballots = ['a', 'b', 'c'].map((voter) => ({ voter, choice: 'approve' as const }));

  it('are all of them while nobody has a part or an interest', () => {
    expect(countable(ballots, { authors: ['d'], interests: new Map([['a', 'none']]) })).toEqual(ballots);
  });

  it('are without authors and without whoever declared an interest since', () => {
    const left = countable(ballots, { authors: ['b'], interests: new Map([['a', 'one']]) });
    expect(left.map(({ voter }) => voter)).toEqual(['c']);
  });
});
