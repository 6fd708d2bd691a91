import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { ReportState } from './report-state.js';
import { ReportTurns } from './report-turns.js';

/** The file of a report is not to lie about any longer: it goes now, as it would have when its time was up. */
@Injectable()
export class DiscardReport {
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
      if (status !== 'done')
        refuse('report.wrong_state', `This report is ${status}. Only one that is done has a file to discard.`);
      const discarded = await this.reports.discard(tx, report);
      await this.ledger.record(tx, {
        type: 'report.discarded',
        root: id,
        changes: [{ type: 'report', id, version: discarded.version, after: discarded }],
      });
      return discarded;
    });
  }
}
