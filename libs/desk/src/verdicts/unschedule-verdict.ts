import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { VerdictStore } from './verdict-store.js';

/** An editor takes the time away: the verdict stays approved and waits. The clock's work finds nothing and ends. */
@Injectable()
export class UnscheduleVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.unschedule'));
      const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'unschedule');
      const approved = await this.verdicts.move(tx, verdict, to);
      await this.ledger.record(tx, {
        type: 'verdict.unscheduled',
        root: claim.id,
        policy: verdict.policy as number,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id, version: approved.version, after: approved }],
        facts: { at: verdict.scheduledFor },
      });
      return approved;
    });
  }
}
