import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type JsonObject, newId, type PageRequest, refuse } from '#libs/kernel';
import { HiddenBallots } from './hidden-ballots.js';
import { mediaTypes, type ReportFormat } from './report-kind.js';
import { type ReportKind, reportRegistry } from './report-registry.js';
import { reportState, type ReportState, type ReportStatus } from './report-state.js';

/** A finished report as a download. `bytes` reads one chunk a statement: a slow reader holds no snapshot and no connection. */
export interface ReportFile {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  readonly bytes: AsyncGenerator<Buffer>;
}

export interface NewReport {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly parameters: JsonObject;
  readonly checkpointSize: number;
}

interface FinishedRow {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly status: ReportStatus;
  readonly checkpoint_size: string;
  readonly sha256: string;
  readonly size: string;
  readonly error: string | null;
}

// An assessor's key sees what was asked for with it or its like; to it no other report is there.
const visible = `r.organization_id = $1 and ($2::jsonb is null or (r.parameters -> 'period' = $2 and r.requested_by = $3))`;
const reader = ({ organization, period, member }: Actor): unknown[] => [
  organization,
  period ? JSON.stringify({ from: period.from, until: period.until }) : null,
  member ?? null,
];

const beforeAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Reports as people see them. Their making is in report-runs.ts. */
@Injectable()
export class ReportStore {
  constructor(
    private readonly connections: Connections,
    private readonly ballots: HiddenBallots,
  ) {}

  async add(tx: Tx, report: NewReport): Promise<ReportState> {
    const [row] = await tx.query<{ state: ReportState }>(
      `insert into report as r (organization_id, id, kind, format, parameters, status, checkpoint_size, requested_by, created_at)
       values ($1, $2, $3, $4, $5, 'queued', $6, $7, $8) returning ${reportState('r')} as state`,
      [
        tx.organization,
        newId(),
        report.kind,
        report.format,
        JSON.stringify(report.parameters),
        report.checkpointSize,
        tx.actor.member ?? null,
        tx.now,
      ],
    );
    return (row as { state: ReportState }).state;
  }

  async get(actor: Actor, id: string): Promise<{ json: string; version: number } | undefined> {
    const [row] = await this.connections.read<{ json: string; version: number }>(
      actor.organization,
      `select ${reportState('r')}::text as json, r.version from report r where ${visible} and r.id = $4`,
      [...reader(actor), id],
    );
    return row;
  }

  /** Newest first. */
  list(actor: Actor, page: PageRequest): Promise<{ id: string; json: string }[]> {
    return this.connections.read(
      actor.organization,
      `select r.id, ${reportState('r')}::text as json from report r
        where ${visible} and r.id < $4 order by r.id desc limit $5`,
      [...reader(actor), page.after ?? beforeAll, page.limit],
    );
  }

  /** Refuses with `not_found`, `access.denied`, `report.ballots_hidden`, `report.not_ready`, `report.failed`. */
  async file(actor: Actor, id: string): Promise<ReportFile> {
    const { organization } = actor;
    const [row] = await this.connections.read<FinishedRow>(
      organization,
      `select kind, format, status, checkpoint_size, sha256, size, error from report r where ${visible} and id = $4`,
      [...reader(actor), id],
    );
    if (!row) return refuse('not_found', 'There is no such report here.');
    const entry = reportRegistry[row.kind];
    demand(mayDo(actor, entry.action));
    if (entry.holdsBallots) await this.ballots.demandNoneHidden(actor, row.checkpoint_size);
    if (row.status === 'failed') return refuse('report.failed', row.error ?? undefined);
    if (row.status !== 'done')
      return refuse('report.not_ready', `The report is ${row.status}. Ask again in some seconds.`);
    return {
      name: `${row.kind}-${row.checkpoint_size}.${row.format}`,
      mediaType: mediaTypes[row.format],
      sha256: row.sha256,
      size: Number(row.size),
      bytes: this.chunks(organization, id, Number(row.size)),
    };
  }

  private async *chunks(organization: string, id: string, size: number): AsyncGenerator<Buffer> {
    let read = 0;
    for (let number = 0; read < size; number += 1) {
      const [row] = await this.connections.read<{ bytes: Buffer }>(
        organization,
        `select bytes from report_chunk where organization_id = $1 and report_id = $2 and number = $3`,
        [organization, id, number],
      );
      // Erased while it was read: an end without a word would look like the whole file.
      if (!row) throw new Error(`report ${id} has lost its bytes from chunk ${number} on`);
      read += row.bytes.length;
      yield row.bytes;
    }
  }
}
