import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import type { Actor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import type { ReportFile } from './report-files.js';
import { ReportTurns } from './report-turns.js';

/**
 * Somebody takes a file out of the house, which the log tells once for each key: who holds a copy is what matters, and a
 * download that goes on where it broke off is no second copy.
 */
@Injectable()
export class TakeReport {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportTurns,
    private readonly ledger: Ledger,
  ) {}

  /** `file` is what ReportFiles opened for this actor, who may have it. */
  run(actor: Actor, { id, kind, sha256 }: ReportFile): Promise<void> {
    return this.transaction.run(actor, async (tx) => {
      if (!(await this.reports.takenFirst(tx, id))) return;
      await this.ledger.record(tx, { type: 'report.downloaded', root: id, changes: [], facts: { kind, sha256 } });
    });
  }
}
