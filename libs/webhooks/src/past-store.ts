import { Injectable } from '@nestjs/common';
import type { Statement, Tx } from '#libs/database';
import { deliveryWork } from './delivery-work.js';

/** Where a look through a table has come. Ids grow with time, so it ends at the first delivery that is too young. */
export interface Stretch {
  readonly ids: readonly string[];
  readonly endpoints: readonly string[];
  /** None is left behind it. */
  readonly last?: string;
}

interface SeenRow {
  readonly id: string;
  readonly endpoint: string;
  readonly ended: boolean;
}

const stretchOf = (rows: readonly SeenRow[], limit: number): Stretch => {
  const ended = rows.filter((row) => row.ended);
  return {
    ids: ended.map(({ id }) => id),
    endpoints: [...new Set(ended.map(({ endpoint }) => endpoint))],
    ...(rows.length < limit ? {} : { last: rows.at(-1)?.id }),
  };
};

// Entries of the log whose told ones stand in one row.
const stretchOfLog = 10_000;

/** Deliveries that ended: out of the hot tables, back into them to be sent again, and away for good. */
@Injectable()
export class PastStore {
  /** The next `limit` deliveries after `after`, and which of them ended `seconds` ago or before. */
  async ended(tx: Tx, after: string, seconds: number, limit: number): Promise<Stretch> {
    const rows = await tx.query<SeenRow>(
      `select id, endpoint_id as endpoint, status <> 'pending' and finished_at <= now() - make_interval(secs => $3) as ended from delivery
        where organization_id = $1 and id > $2 and created_at <= now() - make_interval(secs => $3) order by id limit $4`,
      [tx.organization, after, seconds, limit],
    );
    return stretchOf(rows, limit);
  }

  /** The same of those that have left. */
  async expired(tx: Tx, after: string, seconds: number, limit: number): Promise<Stretch> {
    const rows = await tx.query<SeenRow>(
      `select id, endpoint_id as endpoint, finished_at <= now() - make_interval(secs => $3) as ended from delivery_past
        where organization_id = $1 and id > $2 and created_at <= now() - make_interval(secs => $3) order by id limit $4`,
      [tx.organization, after, seconds, limit],
    );
    return stretchOf(rows, limit);
  }

  /** With their endpoints locked: whoever sends again holds them too. Not those of which a worker may still write something. */
  async leave(tx: Tx, ids: readonly string[], seconds: number): Promise<number> {
    const rows = await tx.batch(
      `with ended as (
         delete from delivery d where d.organization_id = $1 and d.id = any($2::uuid[]) and d.status <> 'pending'
            and d.finished_at <= now() - make_interval(secs => $3)
            and not exists (select from work_due w where w.organization_id = $1 and w.kind = $4 and w.subject_id = d.id)
         returning d.*),
       lines as (delete from attempt a using ended e where a.organization_id = $1 and a.delivery_id = e.id returning a.*),
       kept as (insert into delivery_past select * from ended returning 1),
       logged as (insert into attempt_past select * from lines)
       select * from kept`,
      [tx.organization, ids, seconds, deliveryWork],
    );
    return rows.length;
  }

  /** The other way, for those that are sent again. */
  async comeBack(tx: Tx, endpoint: string, ids: readonly string[]): Promise<void> {
    await tx.batch(
      `with wanted as (
         delete from delivery_past d where d.organization_id = $1 and d.endpoint_id = $2 and d.id = any($3::uuid[]) and d.event_id is not null
         returning d.*),
       lines as (delete from attempt_past a using wanted w where a.organization_id = $1 and a.delivery_id = w.id returning a.*),
       kept as (insert into delivery select * from wanted)
       insert into attempt select * from lines`,
      [tx.organization, endpoint, ids],
    );
  }

  /** For good. Of what arrived stays that it did. */
  async forget(tx: Tx, ids: readonly string[]): Promise<number> {
    const rows = await tx.batch<{ gone: number }>(
      `with lines as (delete from attempt_past a where a.organization_id = $1 and a.delivery_id = any($2::uuid[])),
       gone as (delete from delivery_past d where d.organization_id = $1 and d.id = any($2::uuid[]) returning d.endpoint_id, d.ledger_index, d.status),
       told as (
         insert into delivery_told as t (organization_id, endpoint_id, stretch, told)
         select $1, endpoint_id, ledger_index / $3::bigint, range_agg(int8range(ledger_index, ledger_index + 1)) from gone
          where status = 'delivered' and ledger_index is not null group by 2, 3
         on conflict (organization_id, endpoint_id, stretch) do update set told = t.told + excluded.told)
       select count(*)::int as gone from gone`,
      [tx.organization, ids, stretchOfLog],
    );
    return rows[0]?.gone ?? 0;
  }

  /** Of a range of the log, what an endpoint got and whose delivery is gone. */
  async told(
    statement: Statement,
    organization: string,
    endpoint: string,
    from: number,
    until: number,
  ): Promise<ReadonlySet<number>> {
    const rows = await statement.query<{ index: string }>(
      `select i as index from delivery_told t cross join unnest(t.told * int8multirange(int8range($3, $4))) r
        cross join generate_series(lower(r), upper(r) - 1) i
        where t.organization_id = $1 and t.endpoint_id = $2 and t.stretch between $3 / $5::bigint and $4 / $5::bigint`,
      [organization, endpoint, from, until, stretchOfLog],
    );
    return new Set(rows.map(({ index }) => Number(index)));
  }
}
