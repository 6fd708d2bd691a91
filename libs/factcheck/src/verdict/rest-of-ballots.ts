import { refusal, type Ruling } from '#libs/kernel';
import { type Ballot, type Outcome, type Quorum, tally } from '../review/quorum.js';

/**
 * The ballots that an urgent publication still owes. `to_come` until it goes out; `waiting` then; `complete` when the whole
 * quorum has approved; `refused` when it can no longer be had.
 */
export const restStatuses = ['to_come', 'waiting', 'complete', 'refused'] as const;
export type RestStatus = (typeof restStatuses)[number];

/** How the rest stands once these ballots are in. */
export const restAfter = (ballots: readonly Pick<Ballot, 'choice'>[], quorum: Quorum): RestStatus =>
  (
    ({ approve: 'complete', requestChanges: 'refused', undecided: 'waiting' }) as const satisfies Record<
      Outcome,
      RestStatus
    >
  )[tally(ballots, quorum)];

/** Whether a ballot on what is published already is still asked for. */
export const restRuling = (rest: { readonly status: RestStatus } | null): Ruling =>
  rest?.status === 'waiting'
    ? undefined
    : refusal(
        'verdict.wrong_state',
        'This verdict is published, and no ballot is waited for. If it is wrong, ask for a correction (POST /v1/claims/{id}/corrections).',
        { facts: { state: 'published', action: 'ballot', rest: rest?.status ?? null } },
      );
