import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject, refusal, refuse, type Ruling } from '#libs/kernel';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { Ledger } from '#libs/ledger';
import { checkParameters } from './check-parameters.js';
import { CurrentCheckpoint } from './current-checkpoint.js';
import type { ReportFormat, ReportParameters } from './report-kind.js';
import { reportJob, type ReportKind, reportRegistry } from './report-registry.js';
import type { ReportState } from './report-state.js';
import { ReportStore } from './report-store.js';

export interface ReportRequest {
  readonly kind: ReportKind;
  /** The first one of the kind when not given. */
  readonly format?: ReportFormat;
  readonly parameters?: ReportParameters;
  /** The size of an older signed checkpoint, to make the bytes of an earlier report again. */
  readonly checkpoint?: number;
}

/** Somebody asks for a report. It is made by a worker, at the checkpoint that is fixed here. */
@Injectable()
export class RequestReport {
  constructor(
    private readonly transaction: Transaction,
    private readonly reports: ReportStore,
    private readonly checkpoints: CurrentCheckpoint,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
    private readonly house: ModuleRef,
  ) {}

  async run(actor: Actor, request: ReportRequest): Promise<ReportState> {
    const { kind } = request;
    const { action, formats, writer } = reportRegistry[kind];
    const format = request.format ?? formats[0];
    demand(mayDo(actor, 'report.request'));
    demand(mayDo(actor, action));
    demand(checkParameters(kind, format, request.parameters ?? {}));
    demand(withinKey(actor, request.parameters ?? {}));
    const parameters = { ...request.parameters, ...(actor.period ? { period: actor.period } : {}) };
    // Before the transaction: signing needs a connection of its own.
    const checkpointSize = await this.checkpoint(actor, request, parameters);
    const at = { organization: actor.organization, size: checkpointSize };
    await this.house.get(writer).demand?.({ at, format, parameters });
    return this.transaction.run(actor, async (tx) => {
      const report = await this.reports.add(tx, { kind, format, parameters: inOrder(parameters), checkpointSize });
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

  private async checkpoint(actor: Actor, request: ReportRequest, { period }: ReportParameters): Promise<number> {
    const { organization } = actor;
    const { kind, checkpoint: wanted } = request;
    if (!period || !(actor.period ?? reportRegistry[kind].endsWithPeriod))
      return wanted === undefined ? this.checkpoints.latest(organization) : this.checkpoints.at(organization, wanted);
    const last = await this.checkpoints.ofPeriod(organization, period);
    if (wanted === undefined) return last;
    if (wanted > last) refuse('report.nothing_signed', `The last checkpoint of this period has size ${last}.`);
    return this.checkpoints.at(organization, wanted);
  }
}

/** Only what was given, and of a period nothing but its ends. */
const inOrder = ({ period, ...rest }: ReportParameters): JsonObject => ({
  ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
  ...(period ? { period: { from: period.from, until: period.until } } : {}),
});

function withinKey({ period }: Actor, asked: ReportParameters): Ruling {
  if (!period || !asked.period) return undefined;
  return refusal(
    'request.invalid',
    `This key sees ${period.from} to ${period.until} and nothing else. Leave period out.`,
    {
      errors: [{ field: 'period', message: 'not with a key that has a period of its own' }],
    },
  );
}
