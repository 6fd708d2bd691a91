import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { BallotStore } from './ballot-store.js';
import { VerdictStore } from './verdict-store.js';

/** A reviewer or an editor stops what was approved: back to review on the same digest, and everybody votes anew. */
@Injectable()
export class ObjectToVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly ballots: BallotStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.object'));
      const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'object');
      const voided = await this.ballots.void(tx, id, 'objected');
      const reopened = await this.verdicts.move(tx, verdict, to);
      await this.ledger.record(tx, {
        type: 'verdict.objected',
        root: claim.id,
        policy: verdict.policy as number,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id, version: reopened.version, after: reopened }, ...voided],
        facts: { reason: input.reason, voided: voided.length },
      });
      return reopened;
    });
  }
}
