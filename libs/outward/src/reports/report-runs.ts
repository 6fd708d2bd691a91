import { Injectable } from '@nestjs/common';
import { Connections, Transaction, type Tx } from '#libs/database';
import { newId, systemActor } from '#libs/kernel';
import { beginBesideErasures } from '#libs/ledger';
import { ReportContents } from './report-contents.js';
import type { Progress, ReportFormat, ReportParameters } from './report-kind.js';
import type { ReportKind } from './report-registry.js';
import { reportState, type ReportState } from './report-state.js';

/** A report that is being made. `version` is the fence: each write asks for the one before it and gives the next. */
export interface BegunReport {
  readonly organization: string;
  readonly id: string;
  readonly version: number;
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly parameters: ReportParameters;
  readonly checkpointSize: number;
  /** Where this run's bytes go. */
  readonly content: string;
}

interface BegunRow {
  readonly version: number;
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly parameters: ReportParameters;
  readonly size: string;
  readonly before: string | null;
}

/** The rows of reports in the making. A run that another one has replaced changes nothing and is told so by `undefined`. */
@Injectable()
export class ReportRuns {
  constructor(
    private readonly transaction: Transaction,
    private readonly connections: Connections,
    private readonly contents: ReportContents,
  ) {}

  /** Takes the report over and clears what a dead run left; nothing when it has ended. */
  begin(organization: string, id: string): Promise<BegunReport | undefined> {
    return this.transaction.run(systemActor(organization), async (tx) => {
      await beginBesideErasures(tx);
      const content = newId();
      await tx.query(`insert into report_content (organization_id, id) values ($1, $2)`, [organization, content]);
      const [row] = await tx.query<BegunRow>(
        `update report r set status = 'running', rows_done = 0, rows_total = null, version = r.version + 1, content_id = $3,
                started_at = clock_timestamp(), progress_at = clock_timestamp()
           from (select content_id from report where organization_id = $1 and id = $2 for update) before
          where r.organization_id = $1 and r.id = $2 and r.status in ('queued', 'running')
          returning r.version, r.kind, r.format, r.parameters, r.checkpoint_size as size, before.content_id as before`,
        [organization, id, content],
      );
      const left = row ? row.before : content;
      if (left !== null) await this.contents.dropUnheld(tx, left);
      if (!row) return undefined;
      const { size, before: _, ...report } = row;
      return { ...report, organization, id, content, checkpointSize: Number(size) };
    });
  }

  /** The next version, or nothing when this run was replaced or cancelled. */
  async progress(report: BegunReport, version: number, { done, total }: Progress): Promise<number | undefined> {
    const [row] = await this.connections.read<{ version: number }>(
      report.organization,
      `update report set rows_done = $4, rows_total = $5, version = version + 1, progress_at = clock_timestamp()
        where organization_id = $1 and id = $2 and version = $3 and status = 'running' returning version`,
      [report.organization, report.id, version, done, total],
    );
    return row?.version;
  }

  /** One chunk and the progress, in one statement under the row's lock. */
  async keep(
    report: BegunReport,
    version: number,
    progress: Progress,
    number: number,
    bytes: Buffer,
  ): Promise<number | undefined> {
    const [row] = await this.connections.read<{ version: number }>(
      report.organization,
      `with mine as (
         update report set rows_done = $4, rows_total = $5, version = version + 1, progress_at = clock_timestamp()
          where organization_id = $1 and id = $2 and version = $3 and status = 'running'
          returning organization_id, content_id, version),
       kept as (insert into report_chunk (organization_id, content_id, number, bytes) select organization_id, content_id, $6, $7 from mine)
       select version from mine`,
      [report.organization, report.id, version, progress.done, progress.total, number, bytes],
    );
    return row?.version;
  }

  /** The report's row is locked first, like in everything that ends it. `days`: for how long the file is kept. */
  async finish(
    tx: Tx,
    report: BegunReport,
    version: number,
    { done, total }: Progress,
    file: { sha256: string; size: number; days: number },
  ): Promise<ReportState | undefined> {
    const [mine] = await tx.query(
      `select from report where organization_id = $1 and id = $2 and version = $3 and status = 'running' for update`,
      [tx.organization, report.id, version],
    );
    if (!mine) return undefined;
    const content = await this.contents.keepOnce(tx, report.content, file);
    const [row] = await tx.query<{ state: ReportState }>(
      `update report r set status = 'done', rows_done = $4, rows_total = $5, sha256 = $6, size = $7, finished_at = $8::timestamptz,
              content_id = $9, expires_at = $8::timestamptz + make_interval(days => $10), version = version + 1
        where organization_id = $1 and id = $2 and version = $3 and status = 'running' returning ${reportState('r')} as state`,
      [tx.organization, report.id, version, done, total, file.sha256, file.size, tx.now, content, file.days],
    );
    if (row && content !== report.content) await this.contents.dropUnheld(tx, report.content);
    return row?.state;
  }

  /** Ends it for good with a sentence for people. Nothing when it has ended already. */
  async fail(tx: Tx, id: string, sentence: string): Promise<ReportState | undefined> {
    const [row] = await tx.query<{ state: ReportState; before: string | null }>(
      `update report r set status = 'failed', error = $3, finished_at = $4, version = version + 1, content_id = null
         from (select content_id from report where organization_id = $1 and id = $2 for update) before
        where organization_id = $1 and id = $2 and status in ('queued', 'running')
        returning ${reportState('r')} as state, before.content_id as before`,
      [tx.organization, id, sentence, tx.now],
    );
    if (row?.before) await this.contents.dropUnheld(tx, row.before);
    return row?.state;
  }
}
