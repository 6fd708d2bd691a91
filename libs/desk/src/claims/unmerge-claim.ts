import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';

/** A claim that was merged into another stands by itself again, and so do its appearances. */
@Injectable()
export class UnmergeClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.unmerge'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'unmerge');
      const unmerged = await this.turns.turn(tx, claim, to, { reason: input.reason });
      await this.ledger.record(tx, {
        type: 'claim.unmerged',
        root: id,
        labels: claimLabels(unmerged),
        changes: [{ type: 'claim', id, version: unmerged.version, after: unmerged }],
        facts: { reason: input.reason, from: claim.duplicateOf },
      });
      return unmerged;
    });
  }
}
