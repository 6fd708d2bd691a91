import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';
import type { Frontier, TreeNode } from '#libs/proof';
import { readers } from './due-store.js';
import type { NewState, PendingEvent } from './states-of.js';

// One look-up each. A plain join may read and hash the whole log for a thousand of its events.
const byKey = `lateral (select id, bytes from event where organization_id = $1 and position = p.position limit 1) e`;

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

  /** Committed events without an index, in the order in which dependent ones were recorded. */
  pending(statement: Statement, organization: string, limit: number): Promise<PendingEvent[]> {
    return statement.batch<PendingEvent & { position: string }>(
      `select e.id, p.position, e.bytes
         from (select position from event_pending where organization_id = $1 order by position limit $2) p, ${byKey}
        order by p.position`,
      [organization, limit],
    );
  }

  /** Ends the states that stood before this batch and that it replaces. */
  async endStates(statement: Statement, organization: string, states: readonly NewState[]): Promise<void> {
    const ending = states.filter((state) => state.endsOne);
    if (ending.length === 0) return;
    await statement.batch(
      `update ledger_state s set until_index = given.at from unnest($2::text[], $3::uuid[], $4::bigint[]) as given(type, id, at),
         lateral (select l.from_index from ledger_state l
           where l.organization_id = $1 and l.type = given.type and l.id = given.id order by l.from_index desc limit 1) last
        where s.organization_id = $1 and s.type = given.type and s.id = given.id and s.from_index = last.from_index`,
      [organization, ending.map((s) => s.type), ending.map((s) => s.id), ending.map((s) => s.from)],
    );
  }

  /**
   * The log grows, in one statement: an event waits for its index no longer than the round trips take. `sequenced_at`
   * never goes back, even when the clock does. Whoever reads the log is told that it is longer.
   */
  async append(statement: Statement, organization: string, grown: Growth): Promise<void> {
    const { from, events, leaves, nodes, states, frontier, root } = grown;
    await statement.query(
      `with entry as (
         insert into ledger_entry (organization_id, index, event_id, leaf_hash, sequenced_at)
         select $1, $2 + place - 1, id, leaf, greatest(now(), (select sequenced_at from ledger_head where organization_id = $1))
           from unnest($3::uuid[], $4::bytea[]) with ordinality as given(id, leaf, place)
       ), sequenced as (
         delete from event_pending where organization_id = $1 and position = any($5::bigint[])
       ), node as (
         insert into ledger_node (organization_id, level, index, hash)
         select $1, * from unnest($6::smallint[], $7::bigint[], $8::bytea[])
       ), state as (
         insert into ledger_state (organization_id, type, id, from_index, until_index, root_id, event_id, change, status)
         select $1, * from unnest($9::text[], $10::uuid[], $11::bigint[], $12::bigint[], $13::uuid[], $14::uuid[], $15::smallint[],
           $16::text[])
       ), due as (
         insert into ledger_due (reader, organization_id, size) select reader, $1, $17 from unnest($18::text[]) reader
         on conflict (reader, organization_id) do update set size = greatest(ledger_due.size, excluded.size)
       ) update ledger_head set size = $17, frontier = $19, root = $20, sequenced_at = greatest(now(), sequenced_at)
          where organization_id = $1`,
      [
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
      ],
    );
  }
}
