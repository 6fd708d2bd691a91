import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ErasableRef } from '#libs/factcheck';

const names = `with wanted as materialized (select * from unnest($2::text[], $3::uuid[]) as w(type, id))
  select name from claimant where organization_id = $1 and id in (select id from wanted where type = 'claimant')
  union select unnest(array[name, email]) from member where organization_id = $1 and id in (select id from wanted where type = 'member')
  union select byline from article where organization_id = $1 and id in (select id from wanted where type = 'article')
  union select contact from enquiry where organization_id = $1 and id in (select id from wanted where type = 'enquiry')
  union select claimant from external_review where organization_id = $1 and id in (select id from wanted where type = 'external_review')`;

/** How the person is called in what is to be erased: their name must not stand in the reason, and is looked for elsewhere. */
@Injectable()
export class ErasedNames {
  async of(tx: Tx, subjects: readonly ErasableRef[]): Promise<string[]> {
    const rows = await tx.batch<{ name: string | null }>(names, [
      tx.organization,
      subjects.map(({ type }) => type),
      subjects.map(({ id }) => id),
    ]);
    return rows.flatMap(({ name }) => (name ? [name] : []));
  }
}
