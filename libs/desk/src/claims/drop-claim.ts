import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimWorkflow, type DeclineReason, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { ClaimTurns } from './claim-turns.js';
import { demandNote } from './decline-claim.js';
import { OpenVerdict } from './open-verdict.js';

/** An editor ends the checking of a claim without a verdict, for a reason from the list. Its open verdict is given up. */
@Injectable()
export class DropClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly turns: ClaimTurns,
    private readonly verdict: OpenVerdict,
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
      demand(mayDo(actor, 'claim.drop'));
      demandNote(input);
      const to = stepOrRefuse('claim', claimWorkflow, claim.status, 'drop');
      const abandoned = await this.verdict.abandon(tx, id);
      const dropped = await this.turns.turn(tx, claim, to, {
        closingReason: input.reason,
        ...(input.note ? { closingNote: input.note } : {}),
      });
      await this.ledger.record(tx, {
        type: 'claim.dropped',
        root: id,
        labels: claimLabels(dropped),
        changes: [{ type: 'claim', id, version: dropped.version, after: dropped }, ...abandoned],
        facts: { reason: input.reason },
      });
      return dropped;
    });
  }
}
