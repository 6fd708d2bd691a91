import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { AccessEntryKind } from '#libs/factcheck';
import { newId, type SubjectState } from '#libs/kernel';

export const digestState = (
  d: string,
): string => `json_build_object('id', ${d}.id, 'day', ${d}.day, 'rows', ${d}.rows, 'signIns', ${d}.sign_ins,
  'refusals', ${d}.refusals, 'sha256', ${d}.sha256, 'version', ${d}.version, 'createdAt', instant(${d}.created_at))`;

/** What an entry is hashed as, and what it is shown as. */
export const entryState = (
  l: string,
): string => `json_build_object('id', ${l}.id, 'at', instant(${l}.at), 'kind', ${l}.kind, 'status', ${l}.status,
  'code', ${l}.code, 'method', ${l}.method, 'route', ${l}.route, 'action', ${l}.action, 'key', ${l}.key_id,
  'member', ${l}.member_id, 'request', ${l}.request, 'times', ${l}.times)`;

export interface DayCounts {
  readonly rows: number;
  readonly signIns: number;
  readonly refusals: number;
  readonly sha256: string;
}

interface Entry {
  readonly id: string;
  readonly kind: AccessEntryKind;
  readonly times: number;
}
export type LoggedEntry = SubjectState & Entry;

const ofDay = `l.organization_id = $1 and l.at >= $2::date::timestamp at time zone 'UTC'
  and l.at < ($2::date + 1)::timestamp at time zone 'UTC'`;

@Injectable()
export class AccessDigestStore {
  constructor(private readonly connections: Connections) {}

  /** The entries of a day by id, some at a time: no snapshot is held. */
  async page(organization: string, day: string, after: string, limit: number): Promise<LoggedEntry[]> {
    const rows = await this.connections.read<{ entry: LoggedEntry }>(
      organization,
      `select ${entryState('l')} as entry from access_log l where ${ofDay} and l.id > $3 order by l.id limit $4`,
      [organization, day, after, limit],
    );
    return rows.map((row) => row.entry);
  }

  /** Whether the day is over, by the database's clock. */
  async isOver(tx: Tx, day: string): Promise<boolean> {
    const [row] = await tx.query<{ over: boolean }>(
      `select $1::timestamptz >= ($2::date + 1)::timestamp at time zone 'UTC' as over`,
      [tx.now, day],
    );
    return row?.over === true;
  }

  /** Nothing when this day has its digest already. */
  async keep(tx: Tx, day: string, counts: DayCounts): Promise<SubjectState | undefined> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into access_digest as d (organization_id, id, day, rows, sign_ins, refusals, sha256, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (organization_id, day) do nothing returning ${digestState('d')} as state`,
      [tx.organization, newId(), day, counts.rows, counts.signIns, counts.refusals, counts.sha256, tx.now],
    );
    return row?.state;
  }

  /** Takes away entries of a day, some at a time. Answers how many. */
  async prune(organization: string, day: string, limit: number): Promise<number> {
    const rows = await this.connections.read(
      organization,
      `delete from access_log where organization_id = $1 and id in (select l.id from access_log l where ${ofDay} limit $3) returning 1`,
      [organization, day, limit],
    );
    return rows.length;
  }
}
