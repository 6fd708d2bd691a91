import type { State } from '../state.js';
import { hasRelatedCredential, hidesBallots, verdictVersion } from './verdict-version.js';

const verdict = (more: State = {}): State => ({
  id: 'v',
  status: 'published',
  digest: 'd',
  authors: ['ann'],
  publisher: 'pat',
  rest: null,
  ...more,
});
const ballot = (more: State = {}): State => ({
  verdict: 'v',
  digest: 'd',
  voter: 'bob',
  choice: 'approve',
  voidedAt: null,
  keyIssuedBy: null,
  ...more,
});
const version = (given: State, ballots: readonly State[]) =>
  verdictVersion(given, ballots, { language: 'en', scales: [], contents: new Map() });

describe('a version of a verdict', () => {
  it('hides its ballots in review, and while an urgent publication waits for the rest of them', () => {
    expect(hidesBallots(verdict({ status: 'in_review' }))).toBe(true);
    expect(hidesBallots(verdict({ rest: { status: 'waiting' } }))).toBe(true);
    expect(hidesBallots(verdict({ rest: { status: 'complete' } }))).toBe(false);
    expect(hidesBallots(verdict())).toBe(false);
    const hidden = version(verdict({ rest: { status: 'waiting' } }), [ballot()]);
    expect([hidden.ballots, hidden.tally]).toEqual([null, null]);
  });

  it('tells who was not for what came out, of those ballots that stand on its text', () => {
    const { ballots, tally } = version(verdict(), [
      ballot(),
      ballot({ choice: 'reject' }),
      ballot({ choice: 'recuse' }),
      ballot({ choice: 'reject', voidedAt: 'then' }),
      ballot({ choice: 'reject', digest: 'an earlier text' }),
      ballot({ verdict: 'another' }),
    ]);
    expect(ballots?.map(({ stands, dissents }) => [stands, dissents])).toEqual([
      [true, false],
      [true, true],
      [true, false],
      [false, false],
      [false, false],
    ]);
    expect(tally).toEqual({ approve: 1, reject: 1, recuse: 1 });
    const sentBack = version(verdict({ status: 'changes_requested' }), [ballot(), ballot({ choice: 'reject' })]);
    expect(sentBack.ballots?.map(({ dissents }) => dissents)).toEqual([true, false]);
  });

  it('marks a ballot whose key an author or the publisher issued, and not one that the voter issued', () => {
    for (const [keyIssuedBy, related] of [
      ['ann', true],
      ['pat', true],
      ['bob', false],
      ['zoe', false],
      [null, false],
    ] as const)
      expect([keyIssuedBy, hasRelatedCredential(ballot({ keyIssuedBy }), verdict())]).toEqual([keyIssuedBy, related]);
    // An author who votes is stopped by another rule; of a key that they issued themselves nothing follows.
    expect(hasRelatedCredential(ballot({ voter: 'ann', keyIssuedBy: 'ann' }), verdict())).toBe(false);
  });
});
