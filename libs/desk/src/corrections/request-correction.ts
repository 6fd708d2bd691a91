import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { CorrectionDeadline } from './correction-deadline.js';
import { CorrectionStore } from './correction-store.js';
import { newReference } from './inbox-store.js';

/** Somebody with a key says that something published is wrong, or out of date. */
@Injectable()
export class RequestCorrection {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly corrections: CorrectionStore,
    private readonly deadline: CorrectionDeadline,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: { request: string }): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'correction.request'));
      const verdict =
        claim.publishedVerdict ??
        refuse('correction.nothing_published', 'Nothing of this claim is published, so there is nothing to correct.');
      const correction = await this.corrections.add(tx, {
        claim: claimId,
        verdict,
        reference: newReference(),
        request: input.request,
        dueOn: await this.deadline.from(tx),
      });
      await this.ledger.record(tx, {
        type: 'correction.requested',
        root: claimId,
        labels: claimLabels(claim),
        changes: [{ type: 'correction', id: correction.id, version: 1, after: correction }],
      });
      return correction;
    });
  }
}
