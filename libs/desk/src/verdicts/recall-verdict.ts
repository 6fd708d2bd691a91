import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { BallotStore } from './ballot-store.js';
import { demandAuthor } from './by-author.js';
import { VerdictDrafts } from './verdict-drafts.js';
import { VerdictStore } from './verdict-store.js';

/** An author takes a verdict back from review before it is decided: a draft again, and no ballot stands. */
@Injectable()
export class RecallVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly drafts: VerdictDrafts,
    private readonly ballots: BallotStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.recall'));
      stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'recall');
      demandAuthor(actor, verdict, 'recalls a verdict from review');
      const voided = await this.ballots.void(tx, id, 'recalled');
      const draft = await this.drafts.thaw(tx, verdict);
      await this.ledger.record(tx, {
        type: 'verdict.recalled',
        root: claim.id,
        policy: verdict.policy as number,
        labels: claimLabels(claim),
        changes: [{ type: 'verdict', id, version: draft.version, after: draft }, ...voided],
        facts: { digest: verdict.digest, voided: voided.length },
      });
      return draft;
    });
  }
}
