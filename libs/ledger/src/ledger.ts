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
    if (personal.length > 0) await this.keepApart(tx, id, personal);
    await tx.query(
      `with recorded as (insert into event (organization_id, id, bytes) values ($1, $2, $3) returning organization_id, position)
       insert into event_pending (organization_id, position) select organization_id, position from recorded`,
      [tx.organization, id, bytes],
    );
    tx.afterCommit(ledgerChannel);
    return id;
  }

  private async keepApart(tx: Tx, event: string, personal: readonly Personal[]): Promise<void> {
    await tx.query(
      `insert into event_personal (organization_id, event_id, path, subject_type, subject_id, salt, value)
       select $1, $2, * from unnest($3::text[], $4::text[], $5::uuid[], $6::bytea[], $7::jsonb[])`,
      [
        tx.organization,
        event,
        personal.map((p) => p.path),
        personal.map((p) => p.subjectType),
        personal.map((p) => p.subjectId),
        personal.map((p) => p.salt),
        personal.map((p) => JSON.stringify(p.value)),
      ],
    );
  }
}
