import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { ReviewDateStore } from './review-date-store.js';

/** Says when a claim is to be checked again, or that it is not. In any state: what is not published yet waits until it is. */
@Injectable()
export class SetReviewBy {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly dates: ReviewDateStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, reviewBy: string | null, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.setReviewBy'));
      const dated = await this.dates.set(tx, claim, reviewBy);
      await this.ledger.record(tx, {
        type: 'claim.recheck_set',
        root: id,
        labels: claimLabels(dated),
        changes: [{ type: 'claim', id, version: dated.version, after: dated }],
        facts: { from: claim.reviewBy, to: dated.reviewBy },
      });
      return dated;
    });
  }
}
