import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { newId, type PageRequest, refuse } from '#libs/kernel';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { type ImportKind, importState, type ImportState, type LegacyOptions } from './import-state.js';

export interface Fault {
  /** From 1. */
  readonly line: number;
  readonly code: string;
  readonly detail: string;
}

export interface Counts {
  readonly read: number;
  readonly added: number;
  readonly known: number;
  readonly refused: number;
}

export interface NewImport {
  readonly kind: ImportKind;
  readonly source: string;
  readonly dryRun: boolean;
  readonly legacy?: LegacyOptions;
}

// Beyond this a file is simply not of the kind that was meant; the counts go on.
const maxFaults = 10_000;

@Injectable()
export class ImportStore {
  constructor(private readonly connections: Connections) {}

  async add(tx: Tx, wanted: NewImport): Promise<ImportState> {
    const [row] = await tx.query<{ state: ImportState }>(
      `insert into import as i (organization_id, id, kind, source, dry_run, status, requested_by, requested_by_key, created_at, legacy)
       values ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8, $9) returning ${importState('i')} as state`,
      [
        tx.organization,
        newId(),
        wanted.kind,
        wanted.source,
        wanted.dryRun,
        tx.actor.member ?? null,
        tx.actor.key ?? null,
        tx.now,
        wanted.legacy ? JSON.stringify(wanted.legacy) : null,
      ],
    );
    return (row as { state: ImportState }).state;
  }

  async lock(tx: Tx, id: string): Promise<ImportState> {
    const [row] = await tx.query<{ state: ImportState }>(
      `select ${importState('i')} as state from import i where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    return row?.state ?? refuse('not_found', `There is no import ${id} here.`);
  }

  /** One piece of the content, outside any transaction: a slow upload holds no lock. */
  async putChunk(organization: string, id: string, number: number, bytes: Buffer): Promise<void> {
    await this.connections.read(
      organization,
      `insert into import_chunk (organization_id, import_id, number, bytes) values ($1, $2, $3, $4)
       on conflict (organization_id, import_id, number) do update set bytes = excluded.bytes`,
      [organization, id, number, bytes],
    );
  }

  async *content(organization: string, id: string): AsyncGenerator<Buffer> {
    for (let number = 0; ; number += 1) {
      const [row] = await this.connections.read<{ bytes: Buffer }>(
        organization,
        `select bytes from import_chunk where organization_id = $1 and import_id = $2 and number = $3`,
        [organization, id, number],
      );
      if (!row) return;
      yield row.bytes;
    }
  }

  async sent(tx: Tx, id: string, size: number, sha256: string): Promise<ImportState> {
    const [row] = await tx.query<{ state: ImportState }>(
      `update import i set status = 'queued', size = $3, sha256 = $4, version = version + 1
        where organization_id = $1 and id = $2 and status = 'waiting' returning ${importState('i')} as state`,
      [tx.organization, id, size, sha256],
    );
    return (
      row?.state ??
      refuse('import.content_sent', 'The content of this import was sent already. Make a new import to send more.')
    );
  }

  /** A run begins, perhaps after a dead one: its counts and faults start anew. Rows it added are known by now. */
  async begin(organization: string, id: string): Promise<ImportState | undefined> {
    const [row] = await this.connections.read<{ state: ImportState }>(
      organization,
      `with gone as (delete from import_fault where organization_id = $1 and import_id = $2),
            unseen as (delete from import_rating where organization_id = $1 and import_id = $2)
       update import i set status = 'running', rows_read = 0, rows_added = 0, rows_known = 0, rows_refused = 0, version = version + 1
        where organization_id = $1 and id = $2 and status in ('queued', 'running') returning ${importState('i')} as state`,
      [organization, id],
    );
    return row?.state;
  }

  /** How far it is, and what was wrong since the last time. */
  async progress(organization: string, id: string, counts: Counts, faults: readonly Fault[]): Promise<void> {
    await this.connections.lend(organization, async (client) => {
      await client.query(
        `update import set rows_read = $3, rows_added = $4, rows_known = $5, rows_refused = $6, version = version + 1
          where organization_id = $1 and id = $2`,
        [organization, id, counts.read, counts.added, counts.known, counts.refused],
      );
      const kept = faults.slice(0, Math.max(0, maxFaults - (counts.refused - faults.length)));
      if (kept.length === 0) return;
      await client.query(
        `insert into import_fault (organization_id, import_id, line, code, detail)
         select $1, $2, * from unnest($3::bigint[], $4::text[], $5::text[]) on conflict do nothing`,
        [organization, id, kept.map((f) => f.line), kept.map((f) => f.code), kept.map((f) => f.detail)],
      );
    });
  }

  /** The end of a run. The content is not kept: its rows and its digest are. */
  async end(tx: Tx, id: string, counts: Counts, error: string | null): Promise<ImportState> {
    await tx.query(`delete from import_chunk where organization_id = $1 and import_id = $2`, [tx.organization, id]);
    const [row] = await tx.query<{ state: ImportState }>(
      `update import i set status = $3, rows_read = $4, rows_added = $5, rows_known = $6, rows_refused = $7, error = $8,
         finished_at = $9, version = version + 1
        where organization_id = $1 and id = $2 returning ${importState('i')} as state`,
      [
        tx.organization,
        id,
        error ? 'failed' : 'done',
        counts.read,
        counts.added,
        counts.known,
        counts.refused,
        error,
        tx.now,
      ],
    );
    return (row as { state: ImportState }).state;
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${importState('i')}::text as json, i.version from import i where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select i.id, ${importState('i')}::text as json from import i
        where organization_id = $1 and id < $2 order by id desc limit $3`,
      [organization, page.after ?? lastId, page.limit],
    );
  }

  /** What was wrong with which line, from a line on. */
  faults(organization: string, id: string, after: number, limit: number): Promise<Fault[]> {
    return this.connections.read<Fault & { line: number }>(
      organization,
      `select line::float8 as line, code, detail from import_fault
        where organization_id = $1 and import_id = $2 and line > $3 order by line limit $4`,
      [organization, id, after, limit],
    );
  }
}
