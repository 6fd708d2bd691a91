import { Injectable } from '@nestjs/common';
import type { Statement, Tx } from '#libs/database';
import type { EventFilter, Labels } from './event-filter.js';

/** How far an organization's log was fanned out, and how far it goes. */
export interface Progress {
  readonly next: number;
  readonly size: number;
}

export interface Listener {
  readonly id: string;
  readonly eventTypes: readonly string[];
  readonly filter: EventFilter;
  readonly thin: boolean;
  readonly strictOrder: boolean;
  readonly fromIndex: number;
  readonly nextSequence: number;
  readonly checkpoints: boolean;
}

export interface LoggedEvent {
  readonly id: string;
  readonly index: number;
  readonly type: string;
  readonly labels: Labels;
}

export interface NewDelivery {
  readonly id: string;
  readonly endpoint: string;
  readonly event: string;
  readonly index: number;
  readonly sequence: number;
  readonly thin: boolean;
}

interface ListenerRow {
  readonly id: string;
  readonly event_types: string[];
  readonly filter: EventFilter;
  readonly thin: boolean;
  readonly strict_order: boolean;
  readonly from_index: string;
  readonly next_sequence: string;
  readonly checkpoints: boolean;
}

const listenerColumns = `id, event_types, filter, payload = 'thin' as thin, strict_order, from_index, next_sequence, checkpoints`;

const listenerOf = (row: ListenerRow): Listener => ({
  id: row.id,
  eventTypes: row.event_types,
  filter: row.filter,
  thin: row.thin,
  strictOrder: row.strict_order,
  fromIndex: Number(row.from_index),
  nextSequence: Number(row.next_sequence),
  checkpoints: row.checkpoints,
});

@Injectable()
export class FanOutStore {
  /** This organization's progress, locked until the transaction ends; nothing when somebody else has it. */
  async lockProgress(tx: Tx): Promise<Progress | undefined> {
    await tx.query(
      `insert into fan_out_progress (organization_id, next_index) values ($1, 0) on conflict (organization_id) do nothing`,
      [tx.organization],
    );
    const [row] = await tx.query<{ next_index: string }>(
      `select next_index from fan_out_progress where organization_id = $1 for update skip locked`,
      [tx.organization],
    );
    // Read after the lock, in a snapshot of its own: an endpoint made before it begins at this size or below.
    const [head] = await tx.query<{ size: string }>(`select size from ledger_head where organization_id = $1`, [
      tx.organization,
    ]);
    return row && { next: Number(row.next_index), size: Number(head?.size ?? 0) };
  }

  async advance(tx: Tx, next: number): Promise<void> {
    await tx.query(`update fan_out_progress set next_index = $2 where organization_id = $1`, [tx.organization, next]);
  }

  /** The enabled endpoints, locked in the order of their ids: their sequences are about to grow. */
  async lockListeners(tx: Tx): Promise<Listener[]> {
    const rows = await tx.query<ListenerRow>(
      `select ${listenerColumns} from webhook_endpoint
        where organization_id = $1 and status = 'enabled' order by id for no key update`,
      [tx.organization],
    );
    return rows.map(listenerOf);
  }

  /** One enabled endpoint; nothing when it is not enabled. */
  async listener(tx: Tx, id: string): Promise<Listener | undefined> {
    const [row] = await tx.query<ListenerRow>(
      `select ${listenerColumns} from webhook_endpoint where organization_id = $1 and id = $2 and status = 'enabled'`,
      [tx.organization, id],
    );
    return row && listenerOf(row);
  }

  /** Ids, types and labels: the bodies are rendered when they are sent. */
  async events(tx: Statement & { readonly organization: string }, from: number, until: number): Promise<LoggedEvent[]> {
    const rows = await tx.query<{ id: string; index: string; type: string; labels: Labels }>(
      `select id, index, body ->> 'type' as type, body -> 'labels' as labels from (
         select e.id, l.index, convert_from(e.bytes, 'UTF8')::json as body from ledger_entry l
           join event e on e.organization_id = l.organization_id and e.id = l.event_id
          where l.organization_id = $1 and l.index >= $2 and l.index < $3 offset 0) logged order by index`,
      [tx.organization, from, until],
    );
    return rows.map((row) => ({ ...row, index: Number(row.index) }));
  }

  async addDeliveries(tx: Tx, deliveries: readonly NewDelivery[], payloadVersion: number): Promise<void> {
    await tx.batch(
      `insert into delivery (organization_id, id, endpoint_id, event_id, ledger_index, sequence, thin, payload_version, status, next_attempt_at, created_at)
       select $1, id, endpoint, event, index, sequence, thin, $2, 'pending', now(), now()
         from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[], $7::bigint[], $8::boolean[]) as given(id, endpoint, event, index, sequence, thin)`,
      [
        tx.organization,
        payloadVersion,
        deliveries.map((d) => d.id),
        deliveries.map((d) => d.endpoint),
        deliveries.map((d) => d.event),
        deliveries.map((d) => d.index),
        deliveries.map((d) => d.sequence),
        deliveries.map((d) => d.thin),
      ],
    );
    await tx.batch(
      `update webhook_endpoint e set next_sequence = given.next
         from (select endpoint, max(sequence) + 1 as next from unnest($2::uuid[], $3::bigint[]) as d(endpoint, sequence) group by endpoint) given
        where e.organization_id = $1 and e.id = given.endpoint`,
      [tx.organization, deliveries.map((d) => d.endpoint), deliveries.map((d) => d.sequence)],
    );
  }
}
