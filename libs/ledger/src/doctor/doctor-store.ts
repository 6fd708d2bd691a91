import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import { personalFields, subjectTypes } from '#libs/factcheck';
import type { TreeNode } from '#libs/proof';
import type { SignedCheckpoint } from '../checkpoint-store.js';

export interface StoredEntry {
  readonly index: number;
  readonly event: string;
  readonly leafHash: Buffer;
  readonly sequencedAt: string;
  /** Nothing where the event's row is gone. */
  readonly bytes: Buffer | null;
}

export interface StoredHead {
  readonly size: number;
  readonly frontier: readonly Buffer[];
  readonly root: Buffer;
}

export interface StoredPersonal {
  readonly event: string;
  readonly path: string;
  readonly salt: Buffer;
  readonly value: unknown;
}

/** A commitment in an event behind which nothing stands, and which no erasure emptied. */
export interface MissingPersonal {
  readonly index: number;
  readonly type: string;
  readonly id: string;
  readonly field: string;
}

const personal = subjectTypes.flatMap((type) => personalFields(type).map((field) => ({ type, field })));

/** The log as it is stored, read without believing any of it. */
@Injectable()
export class DoctorStore {
  constructor(private readonly connections: Connections) {}

  /** Every organization on this installation. */
  async organizations(): Promise<string[]> {
    const rows = await this.connections.acrossOrganizations<{ organization_id: string }>(
      `select distinct organization_id from public_address order by organization_id`,
    );
    return rows.map((row) => row.organization_id);
  }

  async head(organization: string): Promise<StoredHead | undefined> {
    const [row] = await this.connections.read<{ size: string; frontier: Buffer[]; root: Buffer }>(
      organization,
      `select size, frontier, root from ledger_head where organization_id = $1`,
      [organization],
    );
    return row && { ...row, size: Number(row.size) };
  }

  async entries(organization: string, from: number, until: number, limit: number): Promise<StoredEntry[]> {
    const rows = await this.connections.read<{
      index: string;
      event_id: string;
      leaf_hash: Buffer;
      sequenced_at: string;
      bytes: Buffer | null;
    }>(
      organization,
      `select l.index, l.event_id, l.leaf_hash, instant(l.sequenced_at) as sequenced_at, e.bytes from ledger_entry l
         left join event e on e.organization_id = l.organization_id and e.id = l.event_id
        where l.organization_id = $1 and l.index >= $2 and l.index < $3 order by l.index limit $4`,
      [organization, from, until, limit],
    );
    return rows.map((row) => ({
      index: Number(row.index),
      event: row.event_id,
      leafHash: row.leaf_hash,
      sequencedAt: row.sequenced_at,
      bytes: row.bytes,
    }));
  }

  /** The stored hashes of these nodes, in their order; nothing where there is none. */
  async nodes(organization: string, places: readonly TreeNode[]): Promise<(Buffer | null)[]> {
    const rows = await this.connections.read<{ hash: Buffer | null }>(
      organization,
      `select n.hash from unnest($2::smallint[], $3::bigint[]) with ordinality as wanted(level, index, place)
         left join ledger_node n on n.organization_id = $1 and n.level = wanted.level and n.index = wanted.index
        order by wanted.place`,
      [organization, places.map(({ level }) => level), places.map(({ index }) => index)],
    );
    return rows.map((row) => row.hash);
  }

  async checkpoints(organization: string, above: number, upTo: number, limit: number): Promise<SignedCheckpoint[]> {
    const rows = await this.connections.read<{ size: string; root: Buffer; note: string }>(
      organization,
      `select size, root, note from checkpoint where organization_id = $1 and size > $2 and size <= $3 order by size limit $4`,
      [organization, above, upTo, limit],
    );
    return rows.map((row) => ({ ...row, size: Number(row.size) }));
  }

  async keys(organization: string): Promise<string[]> {
    const rows = await this.connections.read<{ verifier_key: string }>(
      organization,
      `select verifier_key from signing_key where organization_id = $1 order by created_at, id`,
      [organization],
    );
    return rows.map((row) => row.verifier_key);
  }

  async personal(organization: string, events: readonly string[]): Promise<StoredPersonal[]> {
    const rows = await this.connections.read<StoredPersonal & Record<string, unknown>>(
      organization,
      `select event_id as event, path, salt, value from event_personal
        where organization_id = $1 and event_id = any($2::uuid[]) order by event_id, path`,
      [organization, events],
    );
    return rows;
  }

  /** The first thousand, by index. Only events that hold personal fields are read. */
  async missing(organization: string, size: number): Promise<MissingPersonal[]> {
    const rows = await this.connections.read<Omit<MissingPersonal, 'index'> & { index: string }>(
      organization,
      `select s.from_index as index, s.type, s.id, f.field from ledger_state s
         join event e on e.organization_id = s.organization_id and e.id = s.event_id
         cross join lateral (select convert_from(e.bytes, 'UTF8')::json #> array['changes', s.change::text, 'after'] as after) told
         join unnest($3::text[], $4::text[]) as f(type, field) on f.type = s.type
        where s.organization_id = $1 and s.from_index < $2 and s.type = any($3::text[])
          and json_typeof(told.after -> f.field) = 'object' and told.after -> f.field ->> 'committed' is not null
          and not exists (select from event_personal p where p.organization_id = $1 and p.event_id = s.event_id
            and p.path = '/changes/' || s.change || '/after/' || f.field)
          and not exists (select from erased_subject x where x.organization_id = $1 and x.type = s.type and x.id = s.id)
        order by s.from_index, s.change, f.field limit 1000`,
      [organization, size, personal.map(({ type }) => type), personal.map(({ field }) => field)],
    );
    return rows.map((row) => ({ ...row, index: Number(row.index) }));
  }

  /** Rows that belong to no place in the log. One statement: what is appended meanwhile is whole in it or not there. */
  async strays(organization: string): Promise<{ readonly what: string; readonly which: string }[]> {
    return this.connections.read(
      organization,
      `select 'event' as what, e.id::text as which from event e where e.organization_id = $1
          and not exists (select from ledger_entry l where l.organization_id = $1 and l.event_id = e.id)
          and not exists (select from event_pending p where p.organization_id = $1 and p.position = e.position)
       union all
       select 'entry', l.index::text from ledger_entry l join ledger_head h on h.organization_id = l.organization_id
        where l.organization_id = $1 and (l.index >= h.size or l.index < 0)
       union all
       select 'node', n.index || ' of level ' || n.level from ledger_node n join ledger_head h on h.organization_id = n.organization_id
        where n.organization_id = $1 and (n.level < 1 or n.index < 0 or n.index >= h.size >> n.level)
       union all
       select 'checkpoint', c.size::text from checkpoint c join ledger_head h on h.organization_id = c.organization_id
        where c.organization_id = $1 and c.size > h.size
       limit 1000`,
      [organization],
    );
  }
}
