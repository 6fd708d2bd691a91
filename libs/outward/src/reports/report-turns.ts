import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { demand, refuse } from '#libs/kernel';
import { ReportContents } from './report-contents.js';
import { reportRegistry } from './report-registry.js';
import { reader, reportState, type ReportState, visibleReport } from './report-state.js';

interface Locked {
  readonly state: ReportState;
  readonly content: string | null;
}

/** What people and the clock do with a report that was asked for. */
@Injectable()
export class ReportTurns {
  constructor(private readonly contents: ReportContents) {}

  /** Of whoever asked for it, or for an administrator. Refuses with `not_found`, `access.denied`. */
  async lockOwn(tx: Tx, id: string): Promise<Locked> {
    const { actor } = tx;
    const [row] = await tx.query<Locked>(
      `select ${reportState('r')} as state, r.content_id as content from report r where ${visibleReport} and r.id = $4 for update`,
      [...reader(actor), id],
    );
    if (!row) return refuse('not_found', `There is no report ${id} here.`);
    demand(mayDo(actor, reportRegistry[row.state.kind].action));
    if (row.state.requestedBy !== (actor.member ?? null) && !actor.roles.includes('admin')) {
      return refuse('access.denied', 'Somebody else asked for this report. Ask them, or an administrator.');
    }
    return row;
  }

  async cancel(tx: Tx, { state, content }: Locked): Promise<ReportState> {
    const [row] = await tx.query<{ state: ReportState }>(
      `update report r set status = 'cancelled', content_id = null, finished_at = $3, version = version + 1
        where organization_id = $1 and id = $2 returning ${reportState('r')} as state`,
      [tx.organization, state.id, tx.now],
    );
    if (content !== null) await this.contents.dropUnheld(tx, content);
    return (row as { state: ReportState }).state;
  }

  async again(tx: Tx, { state }: Locked): Promise<ReportState> {
    const [row] = await tx.query<{ state: ReportState }>(
      `update report r set status = 'queued', rows_done = 0, rows_total = null, error = null, started_at = null,
              progress_at = null, finished_at = null, version = version + 1
        where organization_id = $1 and id = $2 returning ${reportState('r')} as state`,
      [tx.organization, state.id],
    );
    return (row as { state: ReportState }).state;
  }

  /** Nothing when it has not been kept for long enough, or has no file any more. */
  async expire(tx: Tx, id: string): Promise<ReportState | undefined> {
    const [row] = await tx.query<{ state: ReportState; before: string | null }>(
      `update report r set status = 'expired', content_id = null, version = version + 1
         from (select content_id from report where organization_id = $1 and id = $2 for update) before
        where organization_id = $1 and id = $2 and status = 'done' and expires_at <= $3
        returning ${reportState('r')} as state, before.content_id as before`,
      [tx.organization, id, tx.now],
    );
    if (row?.before) await this.contents.dropUnheld(tx, row.before);
    return row?.state;
  }

  /** Its file goes before its time. */
  async discard(tx: Tx, { state, content }: Locked): Promise<ReportState> {
    const [row] = await tx.query<{ state: ReportState }>(
      `update report r set status = 'expired', content_id = null, expires_at = $3, version = version + 1
        where organization_id = $1 and id = $2 returning ${reportState('r')} as state`,
      [tx.organization, state.id, tx.now],
    );
    if (content !== null) await this.contents.dropUnheld(tx, content);
    return (row as { state: ReportState }).state;
  }

  /** Whether this key takes it for the first time. */
  async takenFirst(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `insert into report_download (organization_id, report_id, key_id, at) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
      [tx.organization, id, tx.actor.key, tx.now],
    );
    return rows.length > 0;
  }
}
