import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { correctionWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, refusal, type Ruling, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { CorrectionDeadline } from './correction-deadline.js';
import type { CorrectionState } from './correction-state.js';
import { CorrectionStore } from './correction-store.js';

/** A rejected request is looked at once more, by somebody else. */
@Injectable()
export class AppealCorrection {
  constructor(
    private readonly transaction: Transaction,
    private readonly corrections: CorrectionStore,
    private readonly deadline: CorrectionDeadline,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { correction, claim } = await this.corrections.lock(tx, id, expected);
      demand(mayDo(actor, 'correction.appeal'));
      demand(isConcerned(actor, correction));
      const to = stepOrRefuse('correction', correctionWorkflow, correction.status, 'appeal');
      const appealed = await this.corrections.move(tx, correction, to, {
        appeal: input.reason,
        dueOn: await this.deadline.from(tx),
      });
      await this.ledger.record(tx, {
        type: 'correction.appealed',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'correction', id, version: appealed.version, after: appealed }],
        facts: { reason: input.reason },
      });
      return appealed;
    });
  }
}

/** Who asked, or an editor on behalf of a reader. */
const isConcerned = (actor: Actor, correction: CorrectionState): Ruling =>
  correction.requestedBy === actor.member || actor.roles.includes('editor')
    ? undefined
    : refusal('access.denied', 'Only who asked for the correction, or an editor on behalf of a reader, can appeal.');
