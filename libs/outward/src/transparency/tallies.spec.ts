import { fivePointScale } from '#libs/factcheck';
import type { State } from '../state.js';
import { ClaimsTally } from './claims-tally.js';
import { CorrectionsTally } from './corrections-tally.js';
import type { ClaimRecord, Ground } from './record.js';
import type { Step } from './transparency-store.js';
import { VerdictsTally } from './verdicts-tally.js';

const ground: Ground = {
  span: { from: 10, until: 20 },
  scales: [fivePointScale],
  organization: undefined,
  today: '2026-05-20',
};
const at = (day: number): string => `2026-05-${String(day).padStart(2, '0')}T12:00:00.000Z`;
const step = (type: Step['type'], id: string, index: number, status: string): Step => ({
  type,
  id,
  claim: 'c',
  index,
  at: at(index),
  status,
});
const record = (more: Partial<ClaimRecord>): ClaimRecord => ({
  id: 'c',
  claim: { id: 'c', status: 'published', topics: ['energy', 'politics'], selectionReason: 'reach' },
  steps: [],
  verdicts: [],
  ballots: [],
  corrections: [],
  utterances: [],
  claimants: new Map(),
  contents: new Map(),
  ...more,
});
const verdict = (more: State = {}): State => ({
  id: 'v',
  number: 1,
  status: 'published',
  outcome: 'rating',
  rating: 'mostly_true',
  scale: { code: 'five_point', version: 1 },
  legacy: null,
  utterances: ['u'],
  authors: [],
  digest: null,
  rest: null,
  procedure: 'standard',
  quorum: { approvals: 1, of: 2 },
  ...more,
});
const out = step('verdict', 'v', 12, 'published');

describe('what is counted of a period', () => {
  it('is what happened in it: not before, not after, and each claim under all its topics', () => {
    const claims = new ClaimsTally(ground);
    const steps = (from: number): Step[] => [
      step('claim', 'c', from, 'submitted'),
      step('claim', 'c', from + 1, 'accepted'),
    ];
    for (const from of [3, 9, 10, 18]) claims.add(record({ steps: steps(from) }));
    const { submitted, accepted, byTopic, stages } = claims.figures;
    expect([submitted, accepted]).toEqual([2, 3]);
    expect(byTopic).toEqual([
      { what: 'energy', count: 2 },
      { what: 'politics', count: 2 },
    ]);
    expect(stages.find(({ stage }) => stage === 'submitted')?.stays).toMatchObject({ count: 3, median: 86_400 });
  });

  it('leaves the archive out, and what was declined and taken up again', () => {
    const claims = new ClaimsTally(ground);
    claims.add(record({ steps: [step('claim', 'c', 12, 'published')] }));
    const twice = [
      step('claim', 'c', 11, 'submitted'),
      step('claim', 'c', 12, 'declined'),
      step('claim', 'c', 13, 'submitted'),
    ];
    claims.add(record({ claim: { status: 'submitted' }, steps: twice }));
    expect(claims.figures).toMatchObject({ submitted: 1, fromArchive: 1, declined: 0, reopened: 1 });
    const verdicts = new VerdictsTally(ground);
    verdicts.add(record({ steps: [out], verdicts: [verdict({ legacy: { label: 'old' } })] }));
    expect(verdicts.figures.published).toBe(0);
    expect(verdicts.checks).toEqual([]);
  });

  it('names claimant and affiliation at that time, of the utterances that are judged', () => {
    const verdicts = new VerdictsTally(ground);
    const utterances = [
      { id: 'u', claimant: 'p', affiliation: 'Party of Then' },
      { id: 'later', claimant: 'p', affiliation: 'Another Party' },
    ];
    const claimants = new Map([['p', { name: 'Pia' }]]);
    verdicts.add(record({ steps: [out], verdicts: [verdict()], utterances, claimants }));
    expect(verdicts.figures).toMatchObject({
      published: 1,
      byRating: [{ what: 'Mostly true', count: 1 }],
      byClaimant: [{ what: 'Pia', count: 1 }],
      byAffiliation: [{ what: 'Party of Then', count: 1 }],
    });
  });

  it('counts no ballot of an urgent publication that waits for others, and says when the rest came late', () => {
    const verdicts = new VerdictsTally(ground);
    const ballots = [{ verdict: 'v', digest: null, voidedAt: null, choice: 'reject' }];
    const urgent = (rest: State): ClaimRecord =>
      record({ steps: [out], verdicts: [verdict({ procedure: 'urgent', rest })], ballots });
    verdicts.add(urgent({ status: 'waiting', dueAt: at(13), endedAt: null }));
    expect(verdicts.figures.review).toMatchObject({ ballots: [], withDissent: 0, hidden: 1 });
    verdicts.add(urgent({ status: 'complete', dueAt: at(13), endedAt: at(14) }));
    expect(verdicts.figures.review).toMatchObject({
      ballots: [{ what: 'reject', count: 1 }],
      withDissent: 1,
      hidden: 1,
    });
    expect(verdicts.figures.urgent.map(({ told }) => told)).toEqual([
      `the rest of the ballots: waiting, due ${at(13)}`,
      `the rest of the ballots: complete, due ${at(13)}, in ${at(14)} (LATE)`,
    ]);
  });

  it('holds decisions on corrections against the day that was promised', () => {
    const corrections = new CorrectionsTally(ground);
    const correction = (id: string, dueOn: string, status: string): State => ({
      id,
      dueOn,
      status,
      kind: 'update',
      major: false,
      fromPublic: true,
    });
    const asked = (id: string, index: number): Step => step('correction', id, index, 'requested');
    corrections.add(
      record({
        steps: [
          asked('a', 11),
          step('correction', 'a', 14, 'accepted'),
          step('correction', 'a', 16, 'published'),
          asked('b', 11),
          step('correction', 'b', 14, 'rejected'),
          asked('c', 12),
          asked('d', 12),
          asked('before', 2),
          step('correction', 'before', 3, 'rejected'),
        ],
        corrections: [
          correction('a', '2026-05-14', 'published'),
          correction('b', '2026-05-13', 'rejected'),
          correction('c', '2026-05-19', 'requested'),
          correction('d', '2026-05-20', 'acknowledged'),
          correction('before', '2026-05-01', 'rejected'),
        ],
      }),
    );
    expect(corrections.figures).toMatchObject({
      requested: 4,
      fromReaders: 4,
      published: 1,
      byKind: [
        { what: 'rejected', count: 1 },
        { what: 'update', count: 1 },
      ],
      daysToDecision: { count: 2, median: 3 },
      daysToPublication: { count: 1, median: 5 },
      deadlines: { correctionsInTime: 1, correctionsLate: 1, correctionsOverdue: 1 },
    });
  });
});
