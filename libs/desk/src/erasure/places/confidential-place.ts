import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces, idsOf } from '#libs/ledger';

const holds = `organization_id = $1 and id = any($2::uuid[]) and sealed is not null`;

/** The sealed words of confidential notes, with the salt that bound the log to them. */
@Injectable()
export class ConfidentialPlace implements ErasurePlace {
  readonly place = 'confidential';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return counted(
      await tx.query(`select count(*)::int as count from confidential_note where ${holds}`, this.values(tx, what)),
    );
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    const rows = await tx.query(
      `update confidential_note set sealed = null where ${holds} returning 1`,
      this.values(tx, what),
    );
    return rows.length;
  }

  private values(tx: Tx, what: Erasing): unknown[] {
    return [tx.organization, idsOf(what, 'confidential_note')];
  }
}
