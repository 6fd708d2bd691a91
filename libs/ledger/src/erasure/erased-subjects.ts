import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ErasableType } from '#libs/factcheck';
import type { Erasing } from './erasure-places.js';

/** In a select: whether something of this row was erased. It is another answer then, though its version is the same. */
export const isErased = (type: ErasableType, row: string): string =>
  `exists (select from erased_subject x where x.organization_id = ${row}.organization_id and x.type = '${type}' and x.id = ${row}.id) as erased`;

/** What was erased, with all that went along: afterwards no row tells what belonged to whom. */
@Injectable()
export class ErasedSubjects {
  async add(tx: Tx, erasure: string, { subjects }: Erasing): Promise<void> {
    await tx.batch(
      `insert into erased_subject (organization_id, type, id, erasure_id)
       select $1::uuid, t.type, t.id, $4::uuid from unnest($2::text[], $3::uuid[]) as t(type, id) on conflict do nothing`,
      [tx.organization, subjects.map(({ type }) => type), subjects.map(({ id }) => id), erasure],
    );
  }
}
