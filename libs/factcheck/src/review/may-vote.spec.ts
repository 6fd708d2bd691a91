import { mayVote, type VerdictHands, type VoteFacts } from './may-vote.js';

const verdict: VerdictHands = {
  authors: [
    { member: 'ana', at: '2025-05-02T08:00:00.000Z' },
    { member: 'ana', at: '2025-05-06T10:30:00.000Z' },
    { member: 'bea', at: '2025-05-07T10:30:00.000Z' },
  ],
  citationAuthors: [{ member: 'cem', at: '2025-12-01T00:00:00.000Z' }],
};
const facts: VoteFacts = {
  policy: { citationAuthorsMayVote: false },
  ballots: [],
  recused: ['dee'],
  interests: 'none',
};
const code = (voter: string, more: Partial<VoteFacts> = {}): string | undefined =>
  mayVote(voter, verdict, { ...facts, ...more })?.code;

describe('voting on a verdict', () => {
  it('is open to a colleague who had no part in it and declared no interest', () => {
    expect(code('eve')).toBeUndefined();
  });

  it('is refused to an author, with the last day they edited it and what to do', () => {
    expect(mayVote('ana', verdict, facts)).toMatchObject({
      code: 'verdict.author_cannot_vote',
      detail: 'You edited this verdict on 6 May 2025, so you cannot vote on it. Ask another reviewer.',
    });
    expect(code('bea')).toBe('verdict.author_cannot_vote');
  });

  it('is refused to who gathered its evidence only where the policy says so', () => {
    expect(mayVote('cem', verdict, facts)?.detail).toContain('on 1 December 2025');
    expect(code('cem')).toBe('verdict.citation_author_cannot_vote');
    expect(code('cem', { policy: { citationAuthorsMayVote: true } })).toBeUndefined();
  });

  it('never lets a policy open it to an author', () => {
    expect(code('ana', { policy: { citationAuthorsMayVote: true } })).toBe('verdict.author_cannot_vote');
  });

  it('is refused a second time, after a recusal, with an interest and without a declaration', () => {
    expect(code('eve', { ballots: [{ voter: 'eve', choice: 'reject' }] })).toBe('verdict.already_voted');
    expect(code('eve', { ballots: [{ voter: 'fay', choice: 'reject' }] })).toBeUndefined();
    expect(code('dee')).toBe('verdict.recused');
    expect(code('eve', { interests: 'one' })).toBe('interests.conflict');
    expect(code('eve', { interests: undefined })).toBe('interests.undeclared');
  });
});
