import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';

export interface HistoryItem {
  readonly index: number;
  readonly sequencedAt: string;
  readonly event: Readonly<Record<string, unknown>>;
}

@Injectable()
export class HistoryStore {
  constructor(private readonly connections: Connections) {}

  /** The events of one aggregate in ledger order, with the index before which to go on, newest first. */
  async ofRoot(organization: string, root: string, before: number | undefined, limit: number): Promise<HistoryItem[]> {
    const rows = await this.connections.read<{ index: string; sequenced_at: string; bytes: Buffer }>(
      organization,
      `select l.index, instant(l.sequenced_at) as sequenced_at, e.bytes
         from (select distinct from_index from ledger_state where organization_id = $1 and root_id = $2 and from_index < $3
                order by from_index desc limit $4) s
         join ledger_entry l on l.organization_id = $1 and l.index = s.from_index
         join event e on e.organization_id = $1 and e.id = l.event_id
        order by l.index desc`,
      [organization, root, before ?? Number.MAX_SAFE_INTEGER, limit],
    );
    return rows.map((row) => ({
      index: Number(row.index),
      sequencedAt: row.sequenced_at,
      event: JSON.parse(row.bytes.toString('utf8')) as Record<string, unknown>,
    }));
  }
}
