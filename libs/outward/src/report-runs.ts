import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
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
}

/** The rows of reports in the making. A run that another one has replaced changes nothing and is told so by `undefined`. */
@Injectable()
export class ReportRuns {
  constructor(private readonly connections: Connections) {}

  /**
   * Takes the report over and clears what a dead run left; nothing when it is finished. Two statements on purpose: when
   * the delete begins, the new version is committed, and no replaced run can add a chunk behind it.
   */
  async begin(organization: string, id: string): Promise<BegunReport | undefined> {
    const [row] = await this.connections.read<{
      version: number;
      kind: ReportKind;
      format: ReportFormat;
      parameters: ReportParameters;
      size: string;
    }>(
      organization,
      `update report set status = 'running', rows_done = 0, rows_total = null, version = version + 1
        where organization_id = $1 and id = $2 and status in ('queued', 'running')
        returning version, kind, format, parameters, checkpoint_size as size`,
      [organization, id],
    );
    if (!row) return undefined;
    await this.connections.read(
      organization,
      `delete from report_chunk where organization_id = $1 and report_id = $2`,
      [organization, id],
    );
    const { size, ...report } = row;
    return { ...report, organization, id, checkpointSize: Number(size) };
  }

  /** The next version, or nothing when this run was replaced. */
  async progress(report: BegunReport, version: number, { done, total }: Progress): Promise<number | undefined> {
    const [row] = await this.connections.read<{ version: number }>(
      report.organization,
      `update report set rows_done = $4, rows_total = $5, version = version + 1
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
         update report set rows_done = $4, rows_total = $5, version = version + 1
          where organization_id = $1 and id = $2 and version = $3 and status = 'running'
          returning organization_id, id, version),
       kept as (insert into report_chunk (organization_id, report_id, number, bytes) select organization_id, id, $6, $7 from mine)
       select version from mine`,
      [report.organization, report.id, version, progress.done, progress.total, number, bytes],
    );
    return row?.version;
  }

  async finish(
    tx: Tx,
    report: BegunReport,
    version: number,
    { done, total }: Progress,
    file: { sha256: string; size: number },
  ): Promise<ReportState | undefined> {
    const [row] = await tx.query<{ state: ReportState }>(
      `update report r set status = 'done', rows_done = $4, rows_total = $5, sha256 = $6, size = $7, finished_at = $8,
              version = version + 1
        where organization_id = $1 and id = $2 and version = $3 and status = 'running' returning ${reportState('r')} as state`,
      [tx.organization, report.id, version, done, total, file.sha256, file.size, tx.now],
    );
    return row?.state;
  }

  /** Ends it for good with a sentence for people. Nothing when it is finished already. */
  async fail(tx: Tx, id: string, sentence: string): Promise<ReportState | undefined> {
    const [row] = await tx.query<{ state: ReportState }>(
      `update report r set status = 'failed', error = $3, finished_at = $4, version = version + 1
        where organization_id = $1 and id = $2 and status in ('queued', 'running') returning ${reportState('r')} as state`,
      [tx.organization, id, sentence, tx.now],
    );
    if (row)
      await tx.query(`delete from report_chunk where organization_id = $1 and report_id = $2`, [tx.organization, id]);
    return row?.state;
  }
}
