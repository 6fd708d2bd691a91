import fc from 'fast-check';
import { tally } from '../review/quorum.js';
import { defaultPolicy, type Policy, policyRuling, weakenings } from './default-policy.js';
import { type Procedures, quorumUnder } from './procedures.js';
import { restAfter, restRuling } from './rest-of-ballots.js';

const policy = (quorum: Policy['quorum'], procedures: Partial<Procedures> = {}): Policy => ({
  ...defaultPolicy,
  quorum,
  procedures: { urgent: null, refile: null, ...procedures },
});
const of = (approvals: number, among: number): Policy['quorum'] => ({ approvals, of: among });
const urgent = { approvals: 1, hours: 24 };

describe('the procedures of a policy', () => {
  it('are none unless somebody allows them', () => {
    expect(quorumUnder('standard', defaultPolicy)).toEqual({ quorum: defaultPolicy.quorum, rest: null });
    for (const procedure of ['urgent', 'refile'] as const)
      expect(quorumUnder(procedure, defaultPolicy)).toMatchObject({ no: { code: 'verdict.procedure_not_allowed' } });
    const { procedures: _, ...older } = defaultPolicy;
    expect(quorumUnder('urgent', older)).toMatchObject({ no: { code: 'verdict.procedure_not_allowed' } });
    expect(weakenings(older, defaultPolicy)).toEqual([]);
  });

  it('ask for fewer approvals, and are stopped by as many rejections as ever', () => {
    const both = policy(of(3, 5), { urgent, refile: { approvals: 2 } });
    expect(quorumUnder('urgent', both)).toEqual({ quorum: of(1, 3), rest: { quorum: of(3, 5), hours: 24 } });
    expect(quorumUnder('refile', both)).toEqual({ quorum: of(2, 4), rest: null });
    const no = [{ choice: 'reject' }, { choice: 'reject' }, { choice: 'reject' }] as const;
    for (const procedure of ['standard', 'urgent', 'refile'] as const) {
      const frozen = quorumUnder(procedure, both);
      if (!('quorum' in frozen)) throw new Error('not allowed');
      expect([tally(no, frozen.quorum), tally(no.slice(1), frozen.quorum)]).toEqual(['requestChanges', 'undecided']);
    }
  });

  it.each<[string, Partial<Procedures>]>([
    ['nobody else judges', { urgent: { approvals: 0, hours: 24 } }],
    ['nobody else judges a slip', { refile: { approvals: 0 } }],
    ['more is asked for than by the quorum', { urgent: { approvals: 3, hours: 24 } }],
    ['the rest may take longer than a day', { urgent: { approvals: 1, hours: 25 } }],
    ['the rest gets no time', { urgent: { approvals: 1, hours: 0 } }],
    ['half an approval is asked for', { refile: { approvals: 0.5 } }],
  ])('are refused where %s', (_what, procedures) => {
    expect(policyRuling(policy(of(2, 3), procedures))?.code).toBe('policy.invalid');
    expect(policyRuling(policy(of(2, 3), { urgent, refile: { approvals: 1 } }))).toBeUndefined();
  });

  it('weaken a policy when they are allowed or ask for less, and not when they are taken away', () => {
    const none = policy(of(2, 3));
    const some = policy(of(2, 3), { urgent: { approvals: 1, hours: 12 }, refile: { approvals: 2 } });
    expect(weakenings(none, some)).toEqual(['procedures.urgent', 'procedures.refile']);
    expect(weakenings(some, none)).toEqual([]);
    expect(weakenings(some, policy(of(2, 3), { urgent, refile: { approvals: 1 } }))).toEqual([
      'procedures.urgent.hours',
      'procedures.refile',
    ]);
    expect(
      weakenings(some, policy(of(2, 3), { urgent: { approvals: 2, hours: 12 }, refile: { approvals: 2 } })),
    ).toEqual([]);
  });

  it('never let anything out on less than one approval, nor be stopped later than the policy would stop it', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(8), fc.nat(10), fc.nat(10), fc.nat(26), (n, more, first, slip, hours) => {
        const rules = policy(of(n, n + more), { urgent: { approvals: first, hours }, refile: { approvals: slip } });
        if (policyRuling(rules)) return;
        for (const procedure of ['urgent', 'refile'] as const) {
          const frozen = quorumUnder(procedure, rules);
          if (!('quorum' in frozen)) throw new Error('not allowed');
          expect(frozen.quorum.approvals).toBeGreaterThanOrEqual(1);
          expect(frozen.quorum.approvals).toBeLessThanOrEqual(rules.quorum.approvals);
          expect(frozen.quorum.of - frozen.quorum.approvals).toBe(rules.quorum.of - rules.quorum.approvals);
        }
      }),
    );
  });
});

describe('the ballots that an urgent publication owes', () => {
  const [yes, no] = [{ choice: 'approve' }, { choice: 'reject' }] as const;

  it('are complete with the whole quorum, refused when it cannot be had, and waited for until then', () => {
    expect(restAfter([yes], of(2, 3))).toBe('waiting');
    expect(restAfter([yes, no], of(2, 3))).toBe('waiting');
    expect(restAfter([yes, yes], of(2, 3))).toBe('complete');
    expect(restAfter([yes, no, no], of(2, 3))).toBe('refused');
  });

  it('are the only ones that are taken after publication', () => {
    expect(restRuling({ status: 'waiting' })).toBeUndefined();
    for (const rest of [null, { status: 'complete' }, { status: 'refused' }, { status: 'to_come' }] as const)
      expect(restRuling(rest)?.code).toBe('verdict.wrong_state');
  });
});
