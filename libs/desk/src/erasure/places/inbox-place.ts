import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces, idsOf } from '#libs/ledger';

const holds = `organization_id = $1 and id = any($2::uuid[]) and request is not null`;

/** What readers sent. One that waits goes whole; one that was taken in keeps its reference, which opens the status. */
@Injectable()
export class InboxPlace implements ErasurePlace {
  readonly place = 'inbox';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return counted(
      await tx.query(`select count(*)::int as count from correction_inbox where ${holds}`, this.values(tx, what)),
    );
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    const taken = await tx.query(
      `update correction_inbox set about = null, request = null, sealed_requester = null
        where ${holds} and correction_id is not null returning 1`,
      this.values(tx, what),
    );
    const waiting = await tx.query(
      `delete from correction_inbox where ${holds} and correction_id is null returning 1`,
      this.values(tx, what),
    );
    return taken.length + waiting.length;
  }

  private values(tx: Tx, what: Erasing): unknown[] {
    return [tx.organization, idsOf(what, 'inbox_request')];
  }
}
