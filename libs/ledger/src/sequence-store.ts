import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';
import type { Frontier, TreeNode } from '#libs/proof';
import { readers } from './due-store.js';
import type { NewState, PendingEvent } from './states-of.js';

// One look-up each. A plain join may read and hash the whole log for a thousand of its events.
const byKey = `lateral (select id, bytes from event where organization_id = $1 and position = p.position limit 1) e`;

/** The end of a log, and what is committed and has no index yet, as of one moment. */
export interface LogEnd {
  readonly frontier: Frontier;
  readonly pending: readonly PendingEvent[];
}

/** What a batch of events adds to an organization's log, from the index of its first event on. */
export interface Growth {
  readonly from: number;
  readonly events: readonly PendingEvent[];
  readonly leaves: readonly Buffer[];
  readonly nodes: readonly TreeNode[];
  readonly states: readonly NewState[];
  readonly frontier: Frontier;
  readonly root: Buffer;
}

const ending = `, ended as (
         update ledger_state s set until_index = given.at
           from grown, unnest($21::text[], $22::uuid[], $23::bigint[]) as given(type, id, at),
             lateral (select l.from_index from ledger_state l
               where l.organization_id = $1 and l.type = given.type and l.id = given.id order by l.from_index desc limit 1) last
          where s.organization_id = $1 and s.type = given.type and s.id = given.id and s.from_index = last.from_index
       )`;

const growing = (also: string) =>
  `with grown as (
         update ledger_head set size = $17, frontier = $19, root = $20, sequenced_at = greatest(now(), sequenced_at)
          where organization_id = $1 and size = $2 returning sequenced_at
       ), entry as (
         insert into ledger_entry (organization_id, index, event_id, leaf_hash, sequenced_at)
         select $1, $2 + place - 1, id, leaf, sequenced_at
           from grown, unnest($3::uuid[], $4::bytea[]) with ordinality as given(id, leaf, place)
       ), sequenced as (
         delete from event_pending using grown where organization_id = $1 and position = any($5::bigint[])
       ), node as (
         insert into ledger_node (organization_id, level, index, hash)
         select $1, given.* from grown, unnest($6::smallint[], $7::bigint[], $8::bytea[]) as given
       ), state as (
         insert into ledger_state (organization_id, type, id, from_index, until_index, root_id, event_id, change, status)
         select $1, given.* from grown, unnest($9::text[], $10::uuid[], $11::bigint[], $12::bigint[], $13::uuid[], $14::uuid[],
           $15::smallint[], $16::text[]) as given
       ), due as (
         insert into ledger_due (reader, organization_id, size) select reader, $1, $17 from grown, unnest($18::text[]) reader
         on conflict (reader, organization_id) do update set size = greatest(ledger_due.size, excluded.size)
       )${also} select from grown`;
const growingOnly = growing('');
const growingAndEnding = growing(ending);

/** The sequencer's own statements. */
@Injectable()
export class SequenceStore {
  constructor(private readonly connections: Connections) {}

  async organizationsWithPending(): Promise<string[]> {
    const rows = await this.connections.acrossOrganizations<{ organization_id: string }>(
      `select distinct organization_id from event_pending`,
    );
    return rows.map((row) => row.organization_id);
  }

  /** Of one snapshot: committed events without an index, in the order in which dependent ones were recorded, at most `limit`. */
  async end(statement: Statement, organization: string, limit: number): Promise<LogEnd | undefined> {
    const [head, ...pending] = await statement.batch<PendingEvent & { size: string; frontier: Buffer[] }>(
      `select size, frontier, null::uuid as id, null::bigint as position, null::bytea as bytes
         from ledger_head where organization_id = $1
       union all
       select null, null, e.id, p.position, e.bytes
         from (select position from event_pending where organization_id = $1 order by position limit $2) p, ${byKey}
        order by position nulls first`,
      [organization, limit],
    );
    return head && { frontier: { size: Number(head.size), hashes: head.frontier }, pending };
  }

  /**
   * The log grows, in one statement and therefore wholly or not at all, if it still ends where this growth begins.
   * Answers whether it did: when another process was quicker, nothing happened. `sequenced_at` never goes back, even
   * when the clock does. Whoever reads the log is told that it is longer.
   */
  async append(statement: Statement, organization: string, grown: Growth): Promise<boolean> {
    const { from, events, leaves, nodes, states, frontier, root } = grown;
    const values = [
      organization,
      from,
      events.map((e) => e.id),
      leaves,
      events.map((e) => e.position),
      nodes.map((n) => n.level),
      nodes.map((n) => n.index),
      nodes.map((n) => n.hash),
      states.map((s) => s.type),
      states.map((s) => s.id),
      states.map((s) => s.from),
      states.map((s) => s.until),
      states.map((s) => s.root),
      states.map((s) => s.event),
      states.map((s) => s.change),
      states.map((s) => s.status),
      frontier.size,
      readers,
      frontier.hashes,
      root,
    ];
    const ends = states.filter((state) => state.endsOne);
    // A plan for states that end is good for the table as it is now: it is made anew.
    const won =
      ends.length === 0
        ? await statement.query(growingOnly, values)
        : await statement.batch(growingAndEnding, [
            ...values,
            ends.map((s) => s.type),
            ends.map((s) => s.id),
            ends.map((s) => s.from),
          ]);
    return won.length > 0;
  }
}
