import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { counted, type Erasing, type ErasurePlace, ErasurePlaces, idsOf } from '#libs/ledger';

const reviews = `organization_id = $1 and id = any($2::uuid[]) and raw is not null`;
const records = `organization_id = $1 and raw is not null and verdict_id in (
  select v.verdict_id from verdict_utterance v join utterance u on u.organization_id = v.organization_id and u.id = v.utterance_id
   where v.organization_id = $1 and (u.claimant_id = any($2::uuid[]) or u.id = any($3::uuid[])))`;

/** Records as they came with an import, which name the claimant. What was understood of them stays, and their digest. */
@Injectable()
export class ArchivePlace implements ErasurePlace {
  readonly place = 'archive';

  constructor(places: ErasurePlaces) {
    places.add(this);
  }

  async count(tx: Tx, what: Erasing): Promise<number> {
    const [ours, theirs] = [this.ours(tx, what), this.theirs(tx, what)];
    return (
      counted(await tx.query(`select count(*)::int as count from external_review where ${reviews}`, theirs)) +
      counted(await tx.query(`select count(*)::int as count from legacy_record where ${records}`, ours))
    );
  }

  async erase(tx: Tx, what: Erasing): Promise<number> {
    const theirs = await tx.query(
      `update external_review set claimant = null, raw = null, raw_sha256 = encode(sha256(convert_to(raw, 'UTF8')), 'hex')
        where ${reviews} returning 1`,
      this.theirs(tx, what),
    );
    const ours = await tx.query(
      `update legacy_record set raw = null where ${records} returning 1`,
      this.ours(tx, what),
    );
    return theirs.length + ours.length;
  }

  private theirs(tx: Tx, what: Erasing): unknown[] {
    return [tx.organization, idsOf(what, 'external_review')];
  }

  private ours(tx: Tx, what: Erasing): unknown[] {
    return [tx.organization, idsOf(what, 'claimant'), idsOf(what, 'utterance')];
  }
}
