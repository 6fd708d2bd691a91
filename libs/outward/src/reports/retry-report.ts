import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse } from '#libs/kernel';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { Ledger } from '#libs/ledger';
import { reportJob } from './report-registry.js';
import type { ReportState } from './report-state.js';
import { ReportTurns } from './report-turns.js';

/** A report that failed or was cancelled is made after all, with the same parameters at the same checkpoint. */
@Injectable()
export class RetryReport {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportTurns,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string): Promise<ReportState> {
    demand(mayDo(actor, 'report.request'));
    return this.transaction.run(actor, async (tx) => {
      const report = await this.reports.lockOwn(tx, id);
      const { status } = report.state;
      if (status !== 'failed' && status !== 'cancelled')
        refuse('report.wrong_state', `This report is ${status}. Only one that failed or was cancelled is made again.`);
      const queued = await this.reports.again(tx, report);
      await this.work.putAnew(tx, reportJob, tx.organization, id);
      await this.ledger.record(tx, {
        type: 'report.retried',
        root: id,
        changes: [{ type: 'report', id, version: queued.version, after: queued }],
      });
      tx.afterCommit(jobsChannel);
      return queued;
    });
  }
}
