import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, holdRuling, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';
import { VerdictStore } from '../verdicts/verdict-store.js';

/** What was suspended is shown again as it was. */
@Injectable()
export class RestoreClaim {
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
      demand(mayDo(actor, 'claim.restore'));
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'restore');
      // Shown again is published again.
      demand(holdRuling(claim.hold));
      const verdict = await this.verdicts.published(tx, id);
      const restored = await this.turns.turn(tx, claim, to, { reason: input.reason });
      await this.ledger.record(tx, {
        type: 'claim.restored',
        root: id,
        labels: claimLabels(restored),
        changes: [{ type: 'claim', id, version: restored.version, after: restored }],
        // Public, as the suspension was.
        facts: { claim: id, verdict: verdict?.id ?? null, version: verdict?.number ?? null },
      });
      return restored;
    });
  }
}
