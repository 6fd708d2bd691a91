import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces, idsOf } from '#libs/ledger';

const named = `organization_id = $1 and id = any($2::uuid[]) and name is not null`;

/** Who worked here: name, address, why they were suspended, and what they called their keys. Their id stays in what they did. */
@Injectable()
export class MembersPlace implements ErasurePlace {
  readonly place = 'members';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return (
      counted(
        await tx.query(`select count(*)::int as count from member where ${named}`, [
          tx.organization,
          idsOf(what, 'member'),
        ]),
      ) +
      counted(
        await tx.query(`select count(*)::int as count from api_key where ${named}`, [
          tx.organization,
          idsOf(what, 'key'),
        ]),
      )
    );
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    const people = await tx.query(
      `update member set name = null, email = null, status_reason = null where ${named} returning 1`,
      [tx.organization, idsOf(what, 'member')],
    );
    const keys = await tx.query(`update api_key set name = null where ${named} returning 1`, [
      tx.organization,
      idsOf(what, 'key'),
    ]);
    return people.length + keys.length;
  }
}
