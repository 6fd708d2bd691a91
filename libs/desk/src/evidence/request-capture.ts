import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { CaptureEgress } from './capture-egress.js';
import { CaptureStore } from './capture-store.js';

/** The kind of the jobs that fetch addresses. */
export const fetchCaptureJob = 'fetch-capture';

/** An address is to be captured. A worker goes there; nothing is looked up or called here. */
@Injectable()
export class RequestCapture {
  constructor(
    private readonly transaction: Transaction,
    private readonly egress: CaptureEgress,
    private readonly captures: CaptureStore,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, url: string): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'capture.add'));
      demand(this.egress.judge(url));
      const capture = await this.captures.addRequested(tx, url);
      await this.work.put(tx, fetchCaptureJob, tx.organization, [capture.id]);
      await this.ledger.record(tx, {
        type: 'capture.requested',
        root: capture.id,
        changes: [{ type: 'capture', id: capture.id, version: capture.version, after: capture }],
      });
      tx.afterCommit(jobsChannel);
      return capture;
    });
  }
}
