import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces, idsOf } from '#libs/ledger';

const contents = `from capture_content c join capture_upload u on u.organization_id = c.organization_id and u.id = c.upload_id
  where c.organization_id = $1 and c.sha256 in (
    select k.sha256 from capture k where k.organization_id = $1 and k.id = any($2::uuid[]))
    and ($3::timestamptz is null or u.begun_at < $3)`;

/** The bytes of captures, also for every other capture of the same bytes. That they were captured, and their digest, stays. */
@Injectable()
export class CapturesPlace implements ErasurePlace {
  readonly place = 'captures';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    return counted(await tx.query(`select count(*)::int as count ${contents}`, this.values(tx, what)));
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    const gone = await tx.query<{ upload: string }>(
      `update capture_content n set upload_id = null
         from (select c.sha256, c.upload_id ${contents} order by c.sha256 for update of c) before
        where n.organization_id = $1 and n.sha256 = before.sha256 returning before.upload_id as upload`,
      this.values(tx, what),
    );
    const uploads = [tx.organization, gone.map(({ upload }) => upload)];
    await tx.query(`delete from capture_chunk where organization_id = $1 and upload_id = any($2::uuid[])`, uploads);
    await tx.query(`delete from capture_upload where organization_id = $1 and id = any($2::uuid[])`, uploads);
    return gone.length;
  }

  private values(tx: Tx, what: Erasing): unknown[] {
    return [tx.organization, idsOf(what, 'capture'), what.before ?? null];
  }
}
