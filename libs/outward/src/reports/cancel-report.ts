import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { ReportState } from './report-state.js';
import { ReportTurns } from './report-turns.js';

/** A report is not wanted any more. A worker that makes it notices with its next progress and stops. */
@Injectable()
export class CancelReport {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportTurns,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string): Promise<ReportState> {
    demand(mayDo(actor, 'report.request'));
    return this.transaction.run(actor, async (tx) => {
      const report = await this.reports.lockOwn(tx, id);
      const { status } = report.state;
      if (status !== 'queued' && status !== 'running')
        refuse('report.wrong_state', `This report is ${status}. Only one that is queued or running can be cancelled.`);
      // Its job stays where it is: whoever takes it finds nothing to make.
      const cancelled = await this.reports.cancel(tx, report);
      await this.ledger.record(tx, {
        type: 'report.cancelled',
        root: id,
        changes: [{ type: 'report', id, version: cancelled.version, after: cancelled }],
      });
      return cancelled;
    });
  }
}
