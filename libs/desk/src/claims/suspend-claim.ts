import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';
import { VerdictStore } from '../verdicts/verdict-store.js';

/** An editor takes what is published from the public at once; a dated notice stands in its place until it is restored or retracted. */
@Injectable()
export class SuspendClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly verdicts: VerdictStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'claim.suspend'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'suspend');
      const verdict = await this.verdicts.published(tx, id);
      const suspended = await this.turns.turn(tx, claim, to, { reason: input.reason });
      await this.ledger.record(tx, {
        type: 'claim.suspended',
        root: id,
        labels: claimLabels(suspended),
        changes: [{ type: 'claim', id, version: suspended.version, after: suspended }],
        // Public, so without the reason: that is in the claim's own state, where only the desk reads it.
        facts: { claim: id, verdict: verdict?.id ?? null, version: verdict?.number ?? null },
      });
      return suspended;
    });
  }
}
