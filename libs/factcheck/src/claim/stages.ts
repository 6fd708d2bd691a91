import type { ClaimStatus } from './claim-workflow.js';
import type { VerdictStatus } from '../verdict/verdict-workflow.js';

/** Where a claim's time goes. A claim that was declined, merged, withdrawn or retracted is in none of them. */
export const stages = ['submitted', 'accepted', 'checking', 'in_review', 'approved', 'published', 'suspended'] as const;
export type Stage = (typeof stages)[number];

/** What one event said of a claim, of its newest verdict version, or of both. */
export interface Move {
  /** RFC 3339, UTC, milliseconds. */
  readonly at: string;
  readonly claim?: ClaimStatus;
  readonly verdict?: VerdictStatus;
}

export interface Stay {
  readonly stage: Stage;
  readonly from: string;
  /** null: it is there still. */
  readonly until: string | null;
}

/**
 * The stage of a claim whose newest verdict version stands so. Only while a claim is being checked does its verdict say
 * more than it does itself; a new version of what is published changes nothing for its readers.
 */
export function stageOf(claim: ClaimStatus, verdict: VerdictStatus | undefined): Stage | undefined {
  switch (claim) {
    case 'submitted':
    case 'accepted':
    case 'published':
    case 'suspended':
      return claim;
    case 'checking':
      if (verdict === 'in_review') return 'in_review';
      return verdict === 'approved' || verdict === 'scheduled' ? 'approved' : 'checking';
    case 'declined':
    case 'duplicate':
    case 'withdrawn':
    case 'retracted':
      return undefined;
  }
}

/** The stays of one claim, from its events in ledger order. */
export function staysOf(moves: readonly Move[]): Stay[] {
  const stays: Stay[] = [];
  let claim: ClaimStatus | undefined;
  let verdict: VerdictStatus | undefined;
  for (const move of moves) {
    claim = move.claim ?? claim;
    verdict = move.verdict ?? verdict;
    const stage = claim && stageOf(claim, verdict);
    const last = stays.at(-1);
    const open = last?.until === null ? last : undefined;
    if (stage === open?.stage) continue;
    if (open) stays[stays.length - 1] = { ...open, until: move.at };
    if (stage) stays.push({ stage, from: move.at, until: null });
  }
  return stays;
}
