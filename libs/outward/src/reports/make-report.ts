import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Transaction } from '#libs/database';
import { systemActor } from '#libs/kernel';
import { type JobHandler, WorkStore } from '#libs/jobs';
import { RuntimeSettings } from '#libs/runtime';
import { Ledger } from '#libs/ledger';
import { expiryJob } from './expire-report.js';
import { reportJob, reportRegistry } from './report-registry.js';
import { ReportRun, RunReplaced } from './report-run.js';
import { ReportRuns } from './report-runs.js';
import { ReportSink } from './report-sink.js';

/** The job that makes a report's bytes. */
@Injectable()
export class MakeReport implements JobHandler {
  readonly kind = reportJob;

  constructor(
    private readonly transaction: Transaction,
    private readonly runs: ReportRuns,
    private readonly ledger: Ledger,
    private readonly work: WorkStore,
    private readonly house: ModuleRef,
    private readonly settings: RuntimeSettings,
  ) {}

  async run(organization: string, subject: string, stillMine: () => boolean): Promise<void> {
    const report = await this.runs.begin(organization, subject);
    if (!report) return; // cancelled, or finished by a worker that died before it could say so
    const run = new ReportRun(report, this.runs, stillMine);
    try {
      const sink = new ReportSink((bytes) => run.keep(bytes));
      await sink.fill(() => this.write(run, sink));
      await this.complete(run, sink.result());
    } catch (error) {
      if (!(error instanceof RunReplaced)) throw error;
    }
  }

  async giveUp(organization: string, subject: string): Promise<void> {
    const sentence =
      'The report could not be made after several tries. Request it again; the log of the worker names the cause.';
    await this.transaction.run(systemActor(organization), async (tx) => {
      const failed = await this.runs.fail(tx, subject, sentence);
      if (!failed) return;
      await this.ledger.record(tx, {
        type: 'report.failed',
        root: subject,
        changes: [{ type: 'report', id: subject, version: failed.version, after: failed }],
      });
    });
  }

  private write(run: ReportRun, sink: ReportSink): Promise<void> {
    const { organization, checkpointSize, kind, format, parameters } = run.report;
    const at = { organization, size: checkpointSize };
    return this.house.get(reportRegistry[kind].writer).write({ at, format, parameters }, sink, run.advance.bind(run));
  }

  private async complete(run: ReportRun, file: { sha256: string; size: number }): Promise<void> {
    const { organization, id } = run.report;
    const { reportDays: days } = this.settings.config;
    await this.transaction.run(systemActor(organization), async (tx) => {
      const done = await this.runs.finish(tx, run.report, run.version, run.progress, { ...file, days });
      if (!done) throw new RunReplaced();
      await this.work.putOnce(tx, expiryJob, organization, id, done.expiresAt as string);
      await this.ledger.record(tx, {
        type: 'report.completed',
        root: id,
        changes: [{ type: 'report', id, version: done.version, after: done }],
      });
    });
  }
}
