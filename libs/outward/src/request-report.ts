import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject, refusal, refuse, type Ruling } from '#libs/kernel';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { Ledger } from '#libs/ledger';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { reportFormats, reportJob, type ReportRequest } from './report-kinds.js';
import type { ReportState } from './report-state.js';
import { ReportStore } from './report-store.js';

/** Somebody asks for a report. It is made by a worker, at the checkpoint that is fixed here. */
@Injectable()
export class RequestReport {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportStore,
    private readonly checkpoints: CurrentCheckpoint,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
  ) {}

  async run(actor: Actor, request: ReportRequest): Promise<ReportState> {
    demand(mayDo(actor, 'report.request'));
    demand(mayDo(actor, reportFormats[request.kind].action));
    demand(fits(request));
    // Before the transaction: signing needs a connection of its own.
    const checkpointSize = await this.checkpoint(actor, request.checkpoint);
    return this.transaction.run(actor, async (tx) => {
      const parameters: JsonObject = {
        ...(request.filter?.status ? { status: request.filter.status } : {}),
        ...(actor.period ? { period: { from: actor.period.from, until: actor.period.until } } : {}),
      };
      const report = await this.reports.add(tx, { kind: request.kind, parameters, checkpointSize });
      await this.work.put(tx, reportJob, tx.organization, [report.id]);
      await this.ledger.record(tx, {
        type: 'report.requested',
        root: report.id,
        changes: [{ type: 'report', id: report.id, version: report.version, after: report }],
      });
      tx.afterCommit(jobsChannel);
      return report;
    });
  }

  private async checkpoint({ organization, period }: Actor, wanted: number | undefined): Promise<number> {
    if (!period)
      return wanted === undefined ? this.checkpoints.latest(organization) : this.checkpoints.at(organization, wanted);
    const last = await this.checkpoints.ofPeriod(organization, period);
    if (wanted === undefined) return last;
    if (wanted > last) refuse('report.nothing_signed', `The last checkpoint of this key's period has size ${last}.`);
    return this.checkpoints.at(organization, wanted);
  }
}

function fits({ kind, filter }: ReportRequest): Ruling {
  if (kind !== 'audit-bundle' || filter?.status === undefined) return undefined;
  return refusal('request.invalid', 'An audit bundle holds the whole log and takes no filter. Leave the status out.', {
    errors: [{ field: 'status', message: 'only for the claims register' }],
  });
}
