import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { newId, refuse } from '#libs/kernel';
import { envelope, type NewEvent, type Personal } from './envelope.js';

export type { Change, NewEvent } from './envelope.js';

/** The channel that wakes the sequencer. */
export const ledgerChannel = 'claimdesk_ledger';

const maxBytes = 60_000;

/** Where a verb tells what it did: once, as the last thing it writes. */
@Injectable()
export class Ledger {
  /** Appends one event to the organization's log, in the verb's own transaction. Gives the event's id. */
  async record(tx: Tx, event: NewEvent): Promise<string> {
    const id = newId();
    const { bytes, personal } = envelope(event, id, tx.organization, tx.actor, tx.now);
    if (bytes.length > maxBytes) {
      refuse(
        'event.too_large',
        `This change takes ${bytes.length} bytes and the ledger takes ${maxBytes}. Shorten the longest text.`,
      );
    }
    await this.keepApart(tx, [{ id, personal }]);
    await tx.query(
      `with recorded as (insert into event (organization_id, id, bytes) values ($1, $2, $3) returning organization_id, position)
       insert into event_pending (organization_id, position) select organization_id, position from recorded`,
      [tx.organization, id, bytes],
    );
    tx.afterCommit(ledgerChannel);
    return id;
  }

  /** Many events of one verb that changes many subjects: an import's batch. In this order, each as `record` would. */
  async recordMany(tx: Tx, events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const made = events.map((event) => {
      const id = newId();
      return { id, ...envelope(event, id, tx.organization, tx.actor, tx.now) };
    });
    if (made.some(({ bytes }) => bytes.length > maxBytes))
      refuse('event.too_large', 'One of these rows is too large for an event.');
    await this.keepApart(tx, made);
    await tx.batch(
      `with recorded as (
         insert into event (organization_id, id, bytes)
         select $1, id, substring($3::bytea from place for length)
           from unnest($2::uuid[], $4::int[], $5::int[]) as given(id, place, length) order by place
         returning organization_id, position
       ) insert into event_pending (organization_id, position) select organization_id, position from recorded`,
      [tx.organization, made.map(({ id }) => id), ...endToEnd(made.map(({ bytes }) => bytes))],
    );
    tx.afterCommit(ledgerChannel);
  }

  private async keepApart(
    tx: Tx,
    events: readonly { readonly id: string; readonly personal: readonly Personal[] }[],
  ): Promise<void> {
    const apart = events.flatMap(({ id, personal }) => personal.map((one) => ({ ...one, event: id })));
    if (apart.length === 0) return;
    await tx.batch(
      `insert into event_personal (organization_id, event_id, path, subject_type, subject_id, salt, value)
       select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::jsonb[])`,
      [
        tx.organization,
        apart.map((p) => p.event),
        apart.map((p) => p.path),
        apart.map((p) => p.subjectType),
        apart.map((p) => p.subjectId),
        apart.map((p) => p.salt),
        apart.map((p) => JSON.stringify(p.value)),
      ],
    );
  }
}

/** As one value, which goes to the database as it is: an array of them would go as text, twice as long. */
function endToEnd(parts: readonly Buffer[]): [whole: Buffer, places: number[], lengths: number[]] {
  let place = 1;
  const places = parts.map(({ length }) => (place += length) - length);
  return [Buffer.concat(parts), places, parts.map(({ length }) => length)];
}
