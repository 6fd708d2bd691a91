import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject, refuse } from '#libs/kernel';
import { HiddenBallots } from './hidden-ballots.js';
import { ReportContents } from './report-contents.js';
import { mediaTypes, type ReportFormat } from './report-kind.js';
import { type ReportKind, reportRegistry } from './report-registry.js';
import { chunkBytes } from './report-sink.js';
import { reader, type ReportStatus, visibleReport } from './report-state.js';

/** A finished report as a download. */
export interface ReportFile {
  readonly id: string;
  readonly kind: ReportKind;
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  /**
   * The bytes from `start` up to and without `end`, one chunk a statement: a slow reader holds no snapshot and no
   * connection.
   */
  bytes(start?: number, end?: number): AsyncGenerator<Buffer>;
}

interface FinishedRow {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly parameters: JsonObject;
  readonly status: ReportStatus;
  readonly checkpoint_size: string;
  readonly content_id: string | null;
  readonly sha256: string;
  readonly size: string;
  readonly error: string | null;
  readonly is_over: boolean;
}

@Injectable()
export class ReportFiles {
  constructor(
    private readonly connections: Connections,
    private readonly contents: ReportContents,
    private readonly ballots: HiddenBallots,
  ) {}

  /**
   * Refuses with `not_found`, `access.denied`, `report.ballots_hidden`, `report.not_ready`, `report.failed`,
   * `report.wrong_state`, `report.expired`, `report.erased`.
   */
  async open(actor: Actor, id: string): Promise<ReportFile> {
    const { organization } = actor;
    const [row] = await this.connections.read<FinishedRow>(
      organization,
      `select kind, format, parameters, status, checkpoint_size, content_id, sha256, size, error, coalesce(expires_at <= now(), false) as is_over
         from report r where ${visibleReport} and id = $4`,
      [...reader(actor), id],
    );
    if (!row) return refuse('not_found', 'There is no such report here.');
    const entry = reportRegistry[row.kind];
    demand(mayDo(actor, entry.action));
    if (entry.holdsBallots) await this.ballots.demandNoneHidden(actor, row.checkpoint_size);
    const content = fileOf(row);
    const size = Number(row.size);
    return {
      id,
      kind: row.kind,
      name: `${row.kind}-${row.checkpoint_size}.${row.format}`,
      mediaType: mediaTypes[row.format],
      sha256: row.sha256,
      size,
      bytes: (start = 0, end = size) => this.chunks(organization, content, start, end),
    };
  }

  private async *chunks(organization: string, content: string, start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end;) {
      const number = Math.floor(at / chunkBytes);
      const bytes = await this.contents.chunk(organization, content, number);
      const part = bytes?.subarray(at - number * chunkBytes, end - number * chunkBytes);
      // It expired while it was read: an end without a word would look like the whole file.
      if (!part?.length) throw new Error(`the file of a report (${content}) has lost its bytes from ${at} on`);
      at += part.length;
      yield part;
    }
  }
}

function fileOf({
  status,
  error,
  is_over,
  content_id,
  kind,
  format,
  parameters,
  checkpoint_size,
}: FinishedRow): string {
  if (status === 'failed') refuse('report.failed', error ?? undefined);
  if (status === 'cancelled')
    refuse('report.wrong_state', 'This report was cancelled. POST …/retry has it made after all.');
  if (status === 'expired' || is_over) {
    refuse(
      'report.expired',
      'The file is no longer kept. Ask for a report with the same parameters and checkpoint: it has the same bytes again.',
      { facts: { kind, format, checkpoint: Number(checkpoint_size), ...parameters } },
    );
  }
  if (status !== 'done') refuse('report.not_ready', `The report is ${status}. Ask again in some seconds.`);
  return (
    content_id ??
    refuse(
      'report.erased',
      'Personal data was erased after this report was made, and its file went with it. Ask for a report with the same parameters and checkpoint: it is the same without what was erased.',
      { facts: { kind, format, checkpoint: Number(checkpoint_size), ...parameters } },
    )
  );
}
