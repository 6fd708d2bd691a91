import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { demandAuthor } from './by-author.js';
import { VerdictStore } from './verdict-store.js';

/** An author or an editor gives an open version up for good; another one may be drafted. */
@Injectable()
export class AbandonVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { reason: string }, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.abandon'));
      const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'abandon');
      if (!actor.roles.includes('editor')) demandAuthor(actor, verdict, 'or an editor abandons a verdict');
      const abandoned = await this.verdicts.move(tx, verdict, to);
      await this.ledger.record(tx, {
        type: 'verdict.abandoned',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id, version: abandoned.version, after: abandoned }],
        facts: { reason: input.reason },
      });
      return abandoned;
    });
  }
}
