import { verdictWorkflow } from '../verdict/verdict-workflow.js';
import { stepFrom } from '../workflow.js';
import { type Colleague, eligibleVoters, quorumReachable, votingRoles } from './eligible.js';

const colleague = (member: string, more: Partial<Colleague> = {}): Colleague => ({
  member,
  roles: ['reviewer'],
  active: true,
  interests: undefined,
  ...more,
});
const verdict = { authors: [{ member: 'ana', at: '2025-05-06T10:30:00.000Z' }], citationAuthors: [] };
const facts = { policy: { citationAuthorsMayVote: true }, recused: ['dee'] };

describe('who could vote', () => {
  it('is every active reviewer or editor whom nothing bars for good', () => {
    const desk = [
      colleague('ana', { roles: ['editor'] }),
      colleague('bea'),
      colleague('cem', { roles: ['editor', 'admin'] }),
      colleague('dee'),
      colleague('eve', { active: false }),
      colleague('fay', { interests: 'one' }),
      colleague('gil', { roles: ['researcher', 'admin', 'auditor'] }),
    ];
    expect(eligibleVoters(desk, verdict, facts)).toEqual(['bea', 'cem']);
  });

  it('has the roles that the workflow names', () => {
    expect(stepFrom(verdictWorkflow, 'in_review', 'ballot')?.who).toEqual(votingRoles);
  });
});

describe('a quorum', () => {
  it('can be reached when n could approve, however many it is counted out of', () => {
    expect(quorumReachable(['bea', 'cem'], { approvals: 2, of: 3 })).toBeUndefined();
    expect(quorumReachable(['bea'], { approvals: 1, of: 1 })).toBeUndefined();
  });

  it('is refused with the numbers and what to do when too few are left', () => {
    expect(quorumReachable(['bea'], { approvals: 2, of: 3 })).toMatchObject({
      code: 'verdict.quorum_unreachable',
      detail:
        'Needs 2 approvals, but only 1 member can give one. Invite 1 more reviewer who had no part in this verdict.',
    });
    expect(quorumReachable([], { approvals: 1, of: 1 })?.code).toBe('verdict.quorum_unreachable');
  });

  it('counts approvals given, and nobody twice', () => {
    const eligible = ['bea', 'cem'];
    const quorum = { approvals: 2, of: 3 };
    expect(quorumReachable(eligible, quorum, [{ voter: 'bea', choice: 'approve' }])).toBeUndefined();
    expect(quorumReachable(eligible, quorum, [{ voter: 'bea', choice: 'reject' }])?.code).toBe(
      'verdict.quorum_unreachable',
    );
    expect(quorumReachable(['cem'], quorum, [{ voter: 'bea', choice: 'recuse' }])?.code).toBe(
      'verdict.quorum_unreachable',
    );
  });
});
