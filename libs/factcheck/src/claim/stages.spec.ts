import { claimStatuses } from './claim-workflow.js';
import { verdictStatuses } from '../verdict/verdict-workflow.js';
import { type Move, stageOf, stages, staysOf } from './stages.js';

const at = (minute: number): string => `2025-05-08T10:${String(minute).padStart(2, '0')}:00.000Z`;

describe('the stages of a claim', () => {
  it('are each reached from some pair of statuses, and nothing else is', () => {
    const reached = claimStatuses.flatMap((claim) => verdictStatuses.map((verdict) => stageOf(claim, verdict)));
    expect([...new Set(reached.filter((stage) => stage !== undefined))].sort()).toEqual([...stages].sort());
  });

  it('follow each other from submission to publication', () => {
    const moves: Move[] = [
      { at: at(0), claim: 'submitted' },
      { at: at(1), claim: 'accepted' },
      { at: at(3), claim: 'checking' },
      { at: at(4), verdict: 'draft' },
      { at: at(6), verdict: 'in_review' },
      { at: at(7), verdict: 'approved' },
      { at: at(8), verdict: 'scheduled' },
      { at: at(9), claim: 'published', verdict: 'published' },
    ];
    expect(staysOf(moves)).toEqual([
      { stage: 'submitted', from: at(0), until: at(1) },
      { stage: 'accepted', from: at(1), until: at(3) },
      { stage: 'checking', from: at(3), until: at(6) },
      { stage: 'in_review', from: at(6), until: at(7) },
      { stage: 'approved', from: at(7), until: at(9) },
      { stage: 'published', from: at(9), until: null },
    ]);
  });

  it('begin again when a verdict is sent back or a claim reopened, and stop while it is closed', () => {
    const moves: Move[] = [
      { at: at(0), claim: 'checking' },
      { at: at(1), verdict: 'in_review' },
      { at: at(2), verdict: 'changes_requested' },
      { at: at(3), claim: 'withdrawn', verdict: 'abandoned' },
      { at: at(5), claim: 'submitted' },
    ];
    expect(staysOf(moves).map(({ stage, from, until }) => [stage, from, until])).toEqual([
      ['checking', at(0), at(1)],
      ['in_review', at(1), at(2)],
      ['checking', at(2), at(3)],
      ['submitted', at(5), null],
    ]);
  });

  it('do not end when a claim is given to somebody else or a correction is being judged', () => {
    const moves: Move[] = [
      { at: at(0), claim: 'checking' },
      { at: at(1), verdict: 'in_review' },
      { at: at(2), claim: 'checking' },
      { at: at(3), claim: 'published', verdict: 'published' },
      { at: at(4), verdict: 'draft' },
      { at: at(5), verdict: 'in_review' },
    ];
    expect(staysOf(moves).map(({ stage }) => stage)).toEqual(['checking', 'in_review', 'published']);
  });
});
