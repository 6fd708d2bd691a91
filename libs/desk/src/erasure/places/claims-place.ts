import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ErasableType } from '#libs/factcheck';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces, idsOf } from '#libs/ledger';

/** What goes from a row, and how it is seen that something is there. The row itself stays: the log tells of it. */
interface Part {
  readonly type: ErasableType;
  readonly table: string;
  readonly set: string;
  readonly holds: string;
}

const parts: readonly Part[] = [
  {
    type: 'claimant',
    table: 'claimant',
    set: 'name = null, disambiguation = null, description = null, same_as = null',
    holds: 'name is not null',
  },
  { type: 'utterance', table: 'utterance', set: 'affiliation = null', holds: 'affiliation is not null' },
  { type: 'article', table: 'article', set: 'byline = null', holds: 'byline is not null' },
  {
    type: 'enquiry',
    table: 'enquiry',
    set: 'contact = null, answer = null, public_answer = null',
    holds: '(contact is not null or answer is not null or public_answer is not null)',
  },
  { type: 'comment', table: 'comment', set: 'body = null', holds: 'body is not null' },
  // '' and not null: an interest that nobody may read about is still one.
  { type: 'interest', table: 'interest', set: `statement = ''`, holds: `statement <> ''` },
  { type: 'correction', table: 'correction', set: 'request = null', holds: 'request is not null' },
];

/** The rows of claims and of what hangs on them. No version grows: it is the log's, and tells of what people do. */
@Injectable()
export class ClaimsPlace implements ErasurePlace {
  readonly place = 'claims';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    let count = 0;
    for (const { type, table, holds } of parts)
      count += counted(
        await tx.query(
          `select count(*)::int as count from ${table} where organization_id = $1 and id = any($2::uuid[]) and ${holds}`,
          [tx.organization, idsOf(what, type)],
        ),
      );
    return count;
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    let count = 0;
    for (const { type, table, set, holds } of parts) {
      const rows = await tx.query(
        `update ${table} set ${set} where organization_id = $1 and id = any($2::uuid[]) and ${holds} returning 1`,
        [tx.organization, idsOf(what, type)],
      );
      count += rows.length;
    }
    return count;
  }
}
