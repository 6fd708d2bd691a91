import { defaultPolicy, type Policy, policyRuling, weakenings } from './default-policy.js';
import { mayPublish, type PublishFacts } from './may-publish.js';

const policy = (more: Partial<Policy>): Policy => ({ ...defaultPolicy, ...more });

describe('a policy', () => {
  it('is valid as it comes', () => {
    expect(policyRuling(defaultPolicy)).toBeUndefined();
  });

  it.each<[string, Partial<Policy>]>([
    ['asks for no approval', { quorum: { approvals: 0, of: 1 } }],
    ['asks for more approvals than it counts', { quorum: { approvals: 3, of: 2 } }],
    ['counts sources below nothing', { minIndependentSources: -1 }],
    ['counts half sources', { minPrimarySources: 0.5 }],
    ['gives no time', { deadlines: { ...defaultPolicy.deadlines, correctionWorkingDays: 0 } }],
    [
      'gives a stage no time',
      { deadlines: { ...defaultPolicy.deadlines, stageDays: { ...defaultPolicy.deadlines.stageDays, checking: 0 } } },
    ],
  ])('is refused when it %s', (_what, more) => {
    expect(policyRuling(policy(more))?.code).toBe('policy.invalid');
  });

  it('is weakened by asking for less, and not by asking for more', () => {
    const strict = policy({ quorum: { approvals: 2, of: 3 }, minPrimarySources: 1, authorMayPublish: false });
    expect(weakenings(defaultPolicy, defaultPolicy)).toEqual([]);
    expect(weakenings(strict, defaultPolicy)).toEqual(['quorum.approvals', 'minPrimarySources', 'authorMayPublish']);
    expect(weakenings(defaultPolicy, policy({ minIndependentSources: 5, citationAuthorsMayVote: false }))).toEqual([]);
    // 2 of 3 stops at two rejections, 2 of 5 only at four.
    expect(weakenings(strict, { ...strict, quorum: { approvals: 2, of: 5 } })).toEqual(['quorum.of']);
  });
});

describe('the deadline that readers were promised', () => {
  const within = (deadlines: Partial<Policy['deadlines']>): Policy =>
    policy({ deadlines: { ...defaultPolicy.deadlines, ...deadlines } });
  const daysOff = (count: number): string[] =>
    Array.from({ length: count }, (_, n) => `2026-${String(Math.floor(n / 28) + 1).padStart(2, '0')}-${(n % 28) + 1}`);

  it('is weakened by more working days, and not by fewer', () => {
    expect(weakenings(defaultPolicy, within({ correctionWorkingDays: 6 }))).toEqual([
      'deadlines.correctionWorkingDays',
    ]);
    expect(weakenings(defaultPolicy, within({ correctionWorkingDays: 4 }))).toEqual([]);
  });

  it('is weakened by a longer weekend or far more holidays, and not by the usual ones of a year', () => {
    const calendar = (weekend: number[], holidays: string[]): Policy => within({ calendar: { weekend, holidays } });
    expect(weakenings(defaultPolicy, calendar([5, 6], daysOff(20)))).toEqual([]);
    expect(weakenings(defaultPolicy, calendar([5, 6, 7], []))).toEqual(['deadlines.calendar']);
    expect(weakenings(defaultPolicy, calendar([6, 7], daysOff(21)))).toEqual(['deadlines.calendar']);
    expect(weakenings(calendar([6, 7], daysOff(40)), calendar([6, 7], daysOff(40)))).toEqual([]);
    expect(weakenings(calendar([5, 6, 7], []), defaultPolicy)).toEqual([]);
  });

  it("is the desk's own affair where only stages get longer", () => {
    const stageDays = { ...defaultPolicy.deadlines.stageDays, checking: 300 };
    expect(weakenings(defaultPolicy, within({ stageDays }))).toEqual([]);
  });
});

describe('publishing', () => {
  const facts: PublishFacts = {
    policy: { authorMayPublish: true },
    quorum: { approvals: 1, of: 1 },
    authors: ['ana'],
    ballots: [{ voter: 'bea', choice: 'approve' }],
    interests: 'none',
  };
  const strict = { ...facts.policy, authorMayPublish: false };

  it('needs the quorum on this digest, whoever asks', () => {
    expect(mayPublish('ana', facts)).toBeUndefined();
    expect(mayPublish('ana', { ...facts, ballots: [] })?.code).toBe('verdict.quorum_missing');
    expect(mayPublish(null, { ...facts, ballots: [] })?.code).toBe('verdict.quorum_missing');
  });

  it('is refused to an author only where the policy wants another', () => {
    expect(mayPublish('ana', { ...facts, policy: strict })?.code).toBe('verdict.author_cannot_publish');
    expect(mayPublish('bea', { ...facts, policy: strict })).toBeUndefined();
  });

  it('needs a declaration of no interest from a person, and none from the clock', () => {
    expect(mayPublish('bea', { ...facts, interests: undefined })?.code).toBe('interests.undeclared');
    expect(mayPublish('bea', { ...facts, interests: 'one' })?.code).toBe('interests.conflict');
    expect(mayPublish(null, { ...facts, interests: undefined })).toBeUndefined();
  });
});
