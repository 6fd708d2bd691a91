import { Injectable } from '@nestjs/common';
import { Connections, type Statement } from '#libs/database';
import type { TreeNode } from '#libs/proof';
import type { NewState, PendingEvent } from './states-of.js';

// One look-up each. A plain join may read and hash the whole log for a thousand of its events.
const byKey = `lateral (select id, bytes from event where organization_id = $1 and position = p.position limit 1) e`;

/** The sequencer's own statements. All rows of a batch go in one statement each. */
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

  async append(
    statement: Statement,
    organization: string,
    from: number,
    events: readonly PendingEvent[],
    leaves: readonly Buffer[],
  ): Promise<void> {
    await statement.batch(
      `insert into ledger_entry (organization_id, index, event_id, leaf_hash, sequenced_at)
       select $1, $2 + place - 1, id, leaf, greatest(now(), (select sequenced_at from ledger_head where organization_id = $1))
         from unnest($3::uuid[], $4::bytea[]) with ordinality as given(id, leaf, place)`,
      [organization, from, events.map((event) => event.id), leaves],
    );
    await statement.batch(`delete from event_pending where organization_id = $1 and position = any($2::bigint[])`, [
      organization,
      events.map((event) => event.position),
    ]);
  }

  async addNodes(statement: Statement, organization: string, nodes: readonly TreeNode[]): Promise<void> {
    if (nodes.length === 0) return;
    await statement.batch(
      `insert into ledger_node (organization_id, level, index, hash)
       select $1, * from unnest($2::smallint[], $3::bigint[], $4::bytea[])`,
      [organization, nodes.map((n) => n.level), nodes.map((n) => n.index), nodes.map((n) => n.hash)],
    );
  }

  /** Ends the states that these events replaced, and begins theirs. */
  async replaceStates(statement: Statement, organization: string, states: readonly NewState[]): Promise<void> {
    if (states.length === 0) return;
    const ending = states.filter((state) => state.endsOne);
    if (ending.length > 0)
      await statement.batch(
        `update ledger_state s set until_index = given.at from unnest($2::text[], $3::uuid[], $4::bigint[]) as given(type, id, at),
           lateral (select l.from_index from ledger_state l
             where l.organization_id = $1 and l.type = given.type and l.id = given.id order by l.from_index desc limit 1) last
          where s.organization_id = $1 and s.type = given.type and s.id = given.id and s.from_index = last.from_index`,
        [organization, ending.map((s) => s.type), ending.map((s) => s.id), ending.map((s) => s.from)],
      );
    await statement.batch(
      `insert into ledger_state (organization_id, type, id, from_index, until_index, root_id, event_id, change, status)
       select $1, * from unnest($2::text[], $3::uuid[], $4::bigint[], $5::bigint[], $6::uuid[], $7::uuid[], $8::smallint[], $9::text[])`,
      [
        organization,
        states.map((s) => s.type),
        states.map((s) => s.id),
        states.map((s) => s.from),
        states.map((s) => s.until),
        states.map((s) => s.root),
        states.map((s) => s.event),
        states.map((s) => s.change),
        states.map((s) => s.status),
      ],
    );
  }
}
