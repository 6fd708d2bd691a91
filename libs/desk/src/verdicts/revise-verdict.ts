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

/** An author takes up a verdict that was sent back or approved: a draft again, a new digest, and every ballot void. */
@Injectable()
export class ReviseVerdict {
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
      demand(mayDo(actor, 'verdict.revise'));
      stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'revise');
      demandAuthor(actor, verdict, 'revises a verdict');
      const voided = await this.ballots.void(tx, id, 'revised');
      const draft = await this.drafts.thaw(tx, verdict);
      await this.ledger.record(tx, {
        type: 'verdict.revised',
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
