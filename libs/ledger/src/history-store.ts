import { Injectable } from '@nestjs/common';
import { Connections } from '#libs/database';
import type { SubjectType } from '#libs/factcheck';

export interface HistoryItem {
  readonly index: number;
  readonly sequencedAt: string;
  readonly event: Readonly<Record<string, unknown>>;
}

/** One event's place and time in the log. */
interface Row {
  readonly index: string;
  readonly sequenced_at: string;
  readonly bytes: Buffer;
}

// What the event is about, and what else it changed: a merge is told by one claim and seen by both.
const history = `select l.index, instant(l.sequenced_at) as sequenced_at, e.bytes
   from (select from_index from (
          (select distinct from_index from ledger_state where organization_id = $1 and root_id = $2 and from_index < $3 and from_index >= $6
            order by from_index desc limit $4)
          union
          (select from_index from ledger_state where organization_id = $1 and type = $5 and id = $2 and from_index < $3 and from_index >= $6
            order by from_index desc limit $4)) both_ways
        order by from_index desc limit $4) s
   join ledger_entry l on l.organization_id = $1 and l.index = s.from_index
   join event e on e.organization_id = $1 and e.id = l.event_id
  order by l.index desc`;

@Injectable()
export class HistoryStore {
  constructor(private readonly connections: Connections) {}

  /** The events of one aggregate, newest first, before an index and not before `from`: those that are about it and those that changed it. */
  async of(
    organization: string,
    subject: { readonly type: SubjectType; readonly id: string },
    before: number | undefined,
    limit: number,
    from = 0,
  ): Promise<HistoryItem[]> {
    const end = before ?? Number.MAX_SAFE_INTEGER;
    const rows = await this.connections.read<Row>(organization, history, [
      organization,
      subject.id,
      end,
      limit,
      subject.type,
      from,
    ]);
    return rows.map((row) => ({
      index: Number(row.index),
      sequencedAt: row.sequenced_at,
      event: JSON.parse(row.bytes.toString('utf8')) as Record<string, unknown>,
    }));
  }
}
