import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces } from './erasure-places.js';

const those = `from event_personal p using unnest($2::text[], $3::uuid[]) as t(type, id)
  where p.organization_id = $1 and p.subject_type = t.type and p.subject_id = t.id`;
const values = (tx: Tx, { subjects }: Erasing): unknown[] => [
  tx.organization,
  subjects.map(({ type }) => type),
  subjects.map(({ id }) => id),
];

/** The values and salts behind the commitments in events. The bytes, and with them the tree, stay. */
@Injectable()
export class LedgerPlace implements ErasurePlace {
  readonly place = 'ledger';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return counted(
      await tx.batch(
        `select count(*)::int as count from event_personal p
           join unnest($2::text[], $3::uuid[]) as t(type, id) on p.subject_type = t.type and p.subject_id = t.id
          where p.organization_id = $1`,
        values(tx, what),
      ),
    );
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    return (await tx.batch(`delete ${those} returning 1`, values(tx, what))).length;
  }
}
