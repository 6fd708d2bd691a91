import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, mayDo, type SelectionReason, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';

/** An editor takes a claim up and says why it was selected. */
@Injectable()
export class AcceptClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly ledger: Ledger,
  ) {}

  run(
    actor: Actor,
    id: string,
    input: { reason: SelectionReason; note?: string },
    expected?: number,
  ): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.accept'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'accept');
      const accepted = await this.claims.move(tx, claim, to, {
        selectionReason: input.reason,
        ...(input.note ? { selectionNote: input.note } : {}),
      });
      await this.ledger.record(tx, {
        type: 'claim.accepted',
        root: id,
        labels: claimLabels(accepted),
        changes: [{ type: 'claim', id, version: accepted.version, after: accepted }],
        facts: { reason: input.reason },
      });
      return accepted;
    });
  }
}
