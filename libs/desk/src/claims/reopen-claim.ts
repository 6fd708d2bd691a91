import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';

/** An editor takes up again what was declined, withdrawn, merged or retracted. */
@Injectable()
export class ReopenClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.reopen'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'reopen');
      const reopened = await this.turns.turn(tx, claim, to, { reason: input.reason });
      await this.ledger.record(tx, {
        type: 'claim.reopened',
        root: id,
        labels: claimLabels(reopened),
        changes: [{ type: 'claim', id, version: reopened.version, after: reopened }],
        facts: { reason: input.reason, from: claim.status },
      });
      return reopened;
    });
  }
}
