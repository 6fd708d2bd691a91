import fc from 'fast-check';
import { ballotChoices } from '../vocabulary/judging.js';
import { type Quorum, quorumValid, tally } from './quorum.js';

const ballots = (choices: string): { choice: 'approve' | 'reject' | 'recuse' }[] =>
  [...choices].map((letter) => ({ choice: letter === 'a' ? 'approve' : letter === 'r' ? 'reject' : 'recuse' }));

const someQuorum = fc
  .integer({ min: 1, max: 7 })
  .chain((of) => fc.record({ approvals: fc.integer({ min: 1, max: of }), of: fc.constant(of) }));
/** No more counted ballots than the quorum counts, and any number of recusals. */
const someVote = someQuorum.chain((quorum) =>
  fc.tuple(
    fc.constant(quorum),
    fc
      .array(fc.constantFrom('approve' as const, 'reject' as const), { maxLength: quorum.of })
      .chain((counted) =>
        fc
          .array(fc.constant('recuse' as const), { maxLength: 4 })
          .chain((recusals) =>
            fc.shuffledSubarray([...counted, ...recusals], { minLength: counted.length + recusals.length }),
          ),
      )
      .map((choices) => choices.map((choice) => ({ choice }))),
  ),
);

describe('the tally', () => {
  it.each([
    ['', 1, 1, 'undecided'],
    ['a', 1, 1, 'approve'],
    ['r', 1, 1, 'requestChanges'],
    ['c', 1, 1, 'undecided'],
    ['ca', 1, 1, 'approve'],
    ['a', 2, 3, 'undecided'],
    ['ar', 2, 3, 'undecided'],
    ['ara', 2, 3, 'approve'],
    ['arr', 2, 3, 'requestChanges'],
    ['rr', 2, 3, 'requestChanges'],
    ['r', 2, 2, 'requestChanges'],
    ['rr', 1, 3, 'undecided'],
    ['rra', 1, 3, 'approve'],
  ] as const)('%j under %i of %i: %s', (choices, approvals, of, outcome) => {
    expect(tally(ballots(choices), { approvals, of })).toBe(outcome);
  });

  it('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(someQuorum, fc.array(fc.constantFrom(...ballotChoices)), fc.gen(), (quorum, choices, gen) => {
        const cast = choices.map((choice) => ({ choice }));
        const shuffled = gen(() => fc.shuffledSubarray(cast, { minLength: cast.length }));
        expect(tally(shuffled, quorum)).toBe(tally(cast, quorum));
      }),
    );
  });

  it('never takes a decision back when another ballot is counted', () => {
    fc.assert(
      fc.property(someVote, ([quorum, cast]) => {
        const outcomes = cast.map((_, index) => tally(cast.slice(0, index + 1), quorum));
        const first = outcomes.findIndex((outcome) => outcome !== 'undecided');
        if (first >= 0) expect(new Set(outcomes.slice(first)).size).toBe(1);
      }),
    );
  });

  it('decides as soon as m have voted, one way and never both', () => {
    fc.assert(
      fc.property(someVote, ([quorum, cast]) => {
        const approvals = cast.filter(({ choice }) => choice === 'approve').length;
        const rejections = cast.filter(({ choice }) => choice === 'reject').length;
        const approved = approvals >= quorum.approvals;
        const refused = rejections > quorum.of - quorum.approvals;
        expect(approved && refused).toBe(false);
        expect(tally(cast, quorum)).toBe(approved ? 'approve' : refused ? 'requestChanges' : 'undecided');
        if (approvals + rejections === quorum.of) expect(tally(cast, quorum)).not.toBe('undecided');
      }),
    );
  });

  it('is not moved by recusals', () => {
    fc.assert(
      fc.property(someVote, fc.nat({ max: 5 }), ([quorum, cast], more) => {
        expect(tally([...cast, ...ballots('c'.repeat(more))], quorum)).toBe(tally(cast, quorum));
      }),
    );
  });
});

describe('a quorum', () => {
  it.each<[Quorum, boolean]>([
    [{ approvals: 1, of: 1 }, true],
    [{ approvals: 2, of: 3 }, true],
    [{ approvals: 0, of: 1 }, false],
    [{ approvals: 2, of: 1 }, false],
    [{ approvals: 1.5, of: 2 }, false],
    [{ approvals: 1, of: Number.NaN }, false],
  ])('%j: %s', (quorum, valid) => {
    expect(quorumValid(quorum)).toBe(valid);
  });
});
