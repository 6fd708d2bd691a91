import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { everyAttempt, everyDelivery } from './ever.js';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces } from '#libs/ledger';

// Of every event that told of these subjects or of the claims that they stand on.
const those = `a.organization_id = $1 and (a.response_body is not null or a.response_headers is not null) and a.delivery_id in (
  select d.id from ${everyDelivery} d where d.organization_id = $1 and d.event_id in (
    select s.event_id from ledger_state s join unnest($2::text[], $3::uuid[]) as t(type, id) on s.type = t.type and s.id = t.id
     where s.organization_id = $1
    union select s.event_id from ledger_state s where s.organization_id = $1 and s.root_id = any($4::uuid[])))
  and ($5::timestamptz is null or a.started_at < $5)`;

const values = (tx: Tx, { subjects, claims, before }: Erasing): unknown[] => [
  tx.organization,
  subjects.map(({ type }) => type),
  subjects.map(({ id }) => id),
  claims,
  before ?? null,
];

/**
 * What receivers answered, who may have answered with a name of their own records. What we sent is rendered from the log's
 * bytes at every try: a personal value was never in it.
 */
@Injectable()
export class AttemptsPlace implements ErasurePlace {
  readonly place = 'webhook_attempts';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return counted(
      await tx.batch(`select count(*)::int as count from ${everyAttempt} a where ${those}`, values(tx, what)),
    );
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    let erased = 0;
    for (const table of ['attempt', 'attempt_past']) {
      const rows = await tx.batch(
        `update ${table} a set response_body = null, response_headers = null where ${those} returning 1`,
        values(tx, what),
      );
      erased += rows.length;
    }
    return erased;
  }
}
