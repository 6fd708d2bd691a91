import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { systemActor } from '#libs/kernel';
import type { JobHandler } from '#libs/jobs';
import { Ledger } from '#libs/ledger';
import { ReportTurns } from './report-turns.js';

/** The kind of the jobs that let go of a report's file when it has been kept for long enough. */
export const expiryJob = 'report-expiry';

@Injectable()
export class ExpireReport implements JobHandler {
  readonly kind = expiryJob;

  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportTurns,
    private readonly ledger: Ledger,
  ) {}

  run(organization: string, id: string): Promise<void> {
    return this.transaction.run(systemActor(organization), async (tx) => {
      const expired = await this.reports.expire(tx, id);
      if (!expired) return;
      await this.ledger.record(tx, {
        type: 'report.expired',
        root: id,
        changes: [{ type: 'report', id, version: expired.version, after: expired }],
      });
    });
  }

  /** The file stays, and nobody gets it: its time is asked for by every download. */
  giveUp(): Promise<void> {
    return Promise.resolve();
  }
}
