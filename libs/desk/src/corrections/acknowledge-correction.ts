import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { correctionWorkflow, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { CorrectionStore } from './correction-store.js';

/** An editor has read the request; the requester is told that it is being looked at. */
@Injectable()
export class AcknowledgeCorrection {
  constructor(
    private readonly transaction: Transaction,
    private readonly corrections: CorrectionStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { correction, claim } = await this.corrections.lock(tx, id, expected);
      demand(mayDo(actor, 'correction.acknowledge'));
      const to = stepOrRefuse('correction', correctionWorkflow, correction.status, 'acknowledge');
      const acknowledged = await this.corrections.move(tx, correction, to);
      await this.ledger.record(tx, {
        type: 'correction.acknowledged',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'correction', id, version: acknowledged.version, after: acknowledged }],
      });
      return acknowledged;
    });
  }
}
