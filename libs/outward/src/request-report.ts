import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject, refusal, refuse, type Ruling } from '#libs/kernel';
import { jobsChannel, WorkStore } from '#libs/jobs';
import { Ledger, StatesAt } from '#libs/ledger';
import { CurrentCheckpoint } from './current-checkpoint.js';
import { type BundleChoice, reportFormats, reportJob, type ReportRequest } from './report-kinds.js';
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
    private readonly states: StatesAt,
    private readonly ledger: Ledger,
  ) {}

  async run(actor: Actor, request: ReportRequest): Promise<ReportState> {
    demand(mayDo(actor, 'report.request'));
    demand(mayDo(actor, reportFormats[request.kind].action));
    demand(fits(request));
    // Before the transaction: signing needs a connection of its own.
    const checkpointSize = await this.checkpoint(actor, request);
    await this.demandBundle(actor.organization, request, checkpointSize);
    return this.transaction.run(actor, async (tx) => {
      const parameters: JsonObject = {
        ...(request.filter?.status ? { status: request.filter.status } : {}),
        ...bundleParameters(request.bundle),
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

  private async demandBundle(organization: string, { bundle }: ReportRequest, size: number): Promise<void> {
    if (bundle?.since !== undefined && bundle.since > size) {
      refuse('request.invalid', `The checkpoint has size ${size}; nothing comes after ${bundle.since}.`, {
        errors: [{ field: 'since', message: `at most ${size}` }],
      });
    }
    if (bundle?.claim === undefined) return;
    const [claim] = await this.states.ofIds({ organization, size }, 'claim', [bundle.claim]);
    if (!claim) refuse('not_found', `There is no claim ${bundle.claim} in the log of this size.`);
  }

  private async checkpoint(actor: Actor, { checkpoint: wanted, bundle }: ReportRequest): Promise<number> {
    const { organization } = actor;
    const period = actor.period ?? bundle?.period;
    if (!period)
      return wanted === undefined ? this.checkpoints.latest(organization) : this.checkpoints.at(organization, wanted);
    const last = await this.checkpoints.ofPeriod(organization, period);
    if (wanted === undefined) return last;
    if (wanted > last) refuse('report.nothing_signed', `The last checkpoint of this period has size ${last}.`);
    return this.checkpoints.at(organization, wanted);
  }
}

const bundleParameters = ({ since, period, claim, audience }: BundleChoice = {}): JsonObject => ({
  ...(since === undefined ? {} : { since }),
  ...(period ? { period: { from: period.from, until: period.until } } : {}),
  ...(claim === undefined ? {} : { claim }),
  ...(audience === undefined ? {} : { audience }),
});

function fits({ kind, filter, bundle }: ReportRequest): Ruling {
  if (kind === 'claims-register' && bundle && Object.keys(bundleParameters(bundle)).length > 0) {
    return refusal('request.invalid', 'Only an audit bundle takes since, period, claim and audience. Leave them out.', {
      errors: Object.keys(bundleParameters(bundle)).map((field) => ({ field, message: 'only for the audit bundle' })),
    });
  }
  if (bundle?.since !== undefined && bundle.period) {
    return refusal('request.invalid', 'Say where the bundle begins in one way: since, or period.', {
      errors: [{ field: 'since', message: 'not together with period' }],
    });
  }
  if (kind !== 'audit-bundle' || filter?.status === undefined) return undefined;
  return refusal('request.invalid', 'An audit bundle holds the whole log and takes no filter. Leave the status out.', {
    errors: [{ field: 'status', message: 'only for the claims register' }],
  });
}
