import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { type Ballot, type BallotChoice, type Policy, type Quorum, restAfter } from '#libs/factcheck';
import type { NewEvent } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { RestStore } from './rest-store.js';
import type { VerdictState } from './verdict-state.js';

/**
 * The ballots that an urgent publication owes. They decide no state of the workflow: what is published stays so until an
 * editor takes it back. They decide what readers are told beside it, and whether editors have to look.
 */
@Injectable()
export class RestOfBallots {
  constructor(private readonly rests: RestStore) {}

  /** At publication. `counted` are the ballots that count now: more may be in than were needed. */
  async begin(tx: Tx, verdict: VerdictState, counted: readonly Ballot[], policy: Policy): Promise<void> {
    if (!verdict.rest) return;
    const hours = policy.procedures?.urgent?.hours ?? 0;
    await this.rests.begin(tx, verdict, restAfter(counted, verdict.rest.quorum), hours);
  }

  /** A late ballot is in. Gives the verdict, and the event for readers once nothing is owed any more. */
  async judge(
    tx: Tx,
    pair: { readonly verdict: VerdictState; readonly claim: ClaimState },
    counted: readonly Ballot[],
    choice: BallotChoice,
  ): Promise<{ verdict: VerdictState; ended: NewEvent | undefined }> {
    const { verdict: before, claim } = pair;
    const status = restAfter(counted, before.rest?.quorum as Quorum);
    const isNo = choice === 'reject';
    if (status === 'waiting' && !isNo) return { verdict: before, ended: undefined };
    const verdict = await this.rests.judged(tx, before, status, isNo);
    if (status === 'waiting') return { verdict, ended: undefined };
    const ended: NewEvent = {
      type: 'verdict.review_ended',
      root: claim.id,
      policy: verdict.policy as number,
      labels: { ...claimLabels(claim), ...(verdict.rating ? { rating: verdict.rating } : {}) },
      changes: [{ type: 'verdict', id: verdict.id, version: verdict.version, after: verdict }],
      facts: { claim: claim.id, version: verdict.number, procedure: verdict.procedure, rest: status },
    };
    return { verdict, ended };
  }
}
