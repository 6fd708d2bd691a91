import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { type Actor, type JsonObject, newId, type PageRequest } from '#libs/kernel';
import type { ReportFormat } from './report-kind.js';
import type { ReportKind } from './report-registry.js';
import { reader, reportState, type ReportState, visibleReport } from './report-state.js';

export interface NewReport {
  readonly kind: ReportKind;
  readonly format: ReportFormat;
  readonly parameters: JsonObject;
  readonly checkpointSize: number;
}

const beforeAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Reports as people see them. Their making is in report-runs.ts, their files in report-files.ts. */
@Injectable()
export class ReportStore {
  constructor(private readonly connections: Connections) {}

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
      `select ${reportState('r')}::text as json, r.version from report r where ${visibleReport} and r.id = $4`,
      [...reader(actor), id],
    );
    return row;
  }

  /** Newest first. */
  list(actor: Actor, page: PageRequest): Promise<{ id: string; json: string }[]> {
    return this.connections.read(
      actor.organization,
      `select r.id, ${reportState('r')}::text as json from report r
        where ${visibleReport} and r.id < $4 order by r.id desc limit $5`,
      [...reader(actor), page.after ?? beforeAll, page.limit],
    );
  }
}
