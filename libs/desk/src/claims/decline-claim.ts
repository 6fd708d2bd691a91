import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, type DeclineReason, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';

/** An editor does not take a claim up, for a reason from the list; counted in the register of what was not selected. */
@Injectable()
export class DeclineClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly ledger: Ledger,
  ) {}

  run(
    actor: Actor,
    id: string,
    input: { reason: DeclineReason; note?: string },
    expected?: number,
  ): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.decline'));
      demandNote(input);
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'decline');
      const declined = await this.claims.move(tx, claim, to, {
        closingReason: input.reason,
        ...(input.note ? { closingNote: input.note } : {}),
      });
      await this.ledger.record(tx, {
        type: 'claim.declined',
        root: id,
        labels: claimLabels(declined),
        changes: [{ type: 'claim', id, version: declined.version, after: declined }],
        facts: { reason: input.reason },
      });
      return declined;
    });
  }
}

/** The reason "other" says nothing by itself. */
export function demandNote(input: { reason: DeclineReason; note?: string }): void {
  if (input.reason === 'other' && !input.note) {
    refuse('claim.reason_needed', 'The reason "other" needs a note that says which.', {
      errors: [{ field: 'note', message: 'is needed with the reason "other"' }],
    });
  }
}
