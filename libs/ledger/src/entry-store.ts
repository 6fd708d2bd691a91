import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';

export interface LedgerEntry {
  readonly index: number;
  readonly eventId: string;
  readonly leafHash: Buffer;
  readonly sequencedAt: string;
  readonly bytes: Buffer;
}

interface Row {
  readonly index: string;
  readonly event_id: string;
  readonly leaf_hash: Buffer;
  readonly sequenced_at: string;
  readonly bytes: Buffer;
}

@Injectable()
export class EntryStore {
  constructor(private readonly connections: Connections) {}

  /** Up to `limit` entries from index `from` on, before index `until`. Short reads: no snapshot is held in between. */
  async range(organization: string, from: number, until: number, limit = 1_000): Promise<LedgerEntry[]> {
    const rows = await this.connections.read<Row>(
      organization,
      `select l.index, l.event_id, l.leaf_hash, instant(l.sequenced_at) as sequenced_at, e.bytes from ledger_entry l
         join event e on e.organization_id = l.organization_id and e.id = l.event_id
        where l.organization_id = $1 and l.index >= $2 and l.index < $3 order by l.index limit $4`,
      [organization, from, until, limit],
    );
    return rows.map((row) => ({
      index: Number(row.index),
      eventId: row.event_id,
      leafHash: row.leaf_hash,
      sequencedAt: row.sequenced_at,
      bytes: row.bytes,
    }));
  }

  /** The personal values that the bytes of these events only commit to; erased ones are not there. */
  async personal(
    organization: string,
    events: readonly string[],
  ): Promise<{ eventId: string; path: string; salt: Buffer; value: unknown }[]> {
    const rows = await this.connections.read<{ event_id: string; path: string; salt: Buffer; value: unknown }>(
      organization,
      `select p.event_id, p.path, p.salt, p.value from event_personal p
         join ledger_entry l on l.organization_id = p.organization_id and l.event_id = p.event_id
        where p.organization_id = $1 and p.event_id = any($2::uuid[]) order by l.index, p.path`,
      [organization, events],
    );
    return rows.map(({ event_id, ...row }) => ({ eventId: event_id, ...row }));
  }
}
