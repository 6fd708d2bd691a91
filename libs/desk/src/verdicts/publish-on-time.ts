import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { demand, type Refusal, refusal, systemActor } from '#libs/kernel';
import type { JobHandler } from '#libs/jobs';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { Publication } from './publication.js';
import type { VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

/** The kind of the clock's work. Its subject names one scheduling, not the verdict. */
export const publishJob = 'publish-verdict';

/** The clock: a scheduled verdict goes out at its time, if the rules still hold; else it is approved again and says why. */
@Injectable()
export class PublishOnTime implements JobHandler {
  readonly kind = publishJob;

  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly publication: Publication,
    private readonly ledger: Ledger,
  ) {}

  run(organization: string, schedule: string): Promise<void> {
    return this.due(organization, schedule, async (tx, verdict, claim) => {
      demand(mayDo(tx.actor, 'verdict.publish'));
      // Whoever scheduled it was asked for interests and authorship then, and stands as its publisher.
      const clock = { asked: null, named: verdict.scheduledBy };
      const no = await this.publication.ruling(tx, { verdict, claim }, clock);
      if (no) await this.putBack(tx, verdict, claim, no);
      else await this.publication.write(tx, { verdict, claim }, clock);
    });
  }

  giveUp(organization: string, schedule: string): Promise<void> {
    const because = refusal('request.busy', "It could not be published at its time; the worker's log says why.");
    return this.due(organization, schedule, (tx, verdict, claim) => this.putBack(tx, verdict, claim, because));
  }

  /** Nothing, when it was unscheduled, published or abandoned meanwhile. */
  private due(
    organization: string,
    schedule: string,
    work: (tx: Tx, verdict: VerdictState, claim: ClaimState) => Promise<void>,
  ): Promise<void> {
    return this.transaction.run(systemActor(organization), async (tx) => {
      const id = await this.verdicts.scheduledAs(tx, schedule);
      if (!id) return;
      const { verdict, claim } = await this.verdicts.lock(tx, id);
      // Whoever held the lock before may have unscheduled it.
      if ((await this.verdicts.scheduledAs(tx, schedule)) === id) await work(tx, verdict, claim);
    });
  }

  private async putBack(tx: Tx, verdict: VerdictState, claim: ClaimState, because: Refusal): Promise<void> {
    const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'unschedule');
    const approved = await this.verdicts.move(tx, verdict, to);
    await this.ledger.record(tx, {
      type: 'verdict.unscheduled',
      root: claim.id,
      policy: verdict.policy as number,
      labels: claimLabels(claim),
      changes: [{ type: 'verdict', id: verdict.id, version: approved.version, after: approved }],
      facts: { because: because.code, detail: because.detail },
    });
  }
}
