import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import {
  type ArchivedCheck,
  archivedCheck,
  archiveRating,
  beforeClaimdeskRuling,
  ownReviewRuling,
  type RatingScale,
} from '#libs/factcheck';
import { OrganizationStore } from '#libs/identity';
import { refuse } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import { BulkClaimants } from './bulk-claimants.js';
import type { ImportRow } from './import-keys.js';
import { type FoundRating, ImportRatings } from './import-ratings.js';
import type { Fault } from './import-store.js';
import { fault, type Importer, type Prepared, type WantedImport } from './importer.js';
import { type LegacyRow, LegacyStore } from './legacy-store.js';

/** A line of the archive: its bytes, and the one ClaimReview it holds. */
export interface ArchiveRow {
  readonly raw: string;
  readonly review: Readonly<Record<string, unknown>>;
}

export interface Understood {
  readonly check: ArchivedCheck;
  readonly rating: string;
  readonly scale: RatingScale;
  readonly importId: string;
}

interface House {
  readonly name: string;
  /** The day, in UTC. */
  readonly since: string;
  readonly scale: RatingScale;
}

/** A newsroom's own checks from before Claimdesk: claims that are published, with verdicts that nobody voted on here. */
@Injectable()
export class LegacyImporter implements Importer<ArchiveRow, Understood> {
  readonly kind = 'legacy';

  constructor(
    private readonly organizations: OrganizationStore,
    private readonly claimants: BulkClaimants,
    private readonly ratings: ImportRatings,
    private readonly legacy: LegacyStore,
  ) {}

  async prepare(tx: Tx, wanted: WantedImport, rows: readonly ImportRow<ArchiveRow>[]) {
    const house = await this.house(tx);
    const fit: Prepared<ArchiveRow, Understood>[] = [];
    const faults: Fault[] = [];
    const found: Omit<FoundRating, 'count'>[] = [];
    for (const row of rows) {
      const read = understood(row.row, wanted, house, found);
      if ('fault' in read) faults.push(fault(row.line, read.fault.code, read.fault.detail));
      else fit.push({ ...row, more: read });
    }
    await this.ratings.count(tx, wanted.id, found);
    return { fit, faults };
  }

  private async house(tx: Tx): Promise<House> {
    const [row] = await tx.query<{ name: string; since: string }>(
      `select name, left(instant(created_at), 10) as since from organization where organization_id = $1`,
      [tx.organization],
    );
    if (!row) refuse('not_found', 'There is no such organization.');
    return { ...row, scale: (await this.organizations.rules(tx)).scale };
  }

  async write(tx: Tx, rows: readonly (Prepared<ArchiveRow, Understood> & { id: string })[]): Promise<NewEvent[]> {
    if (rows.length === 0) return [];
    const { ids, events } = await this.claimants.find(
      tx,
      rows.map(({ more }) => more.check.claimant),
    );
    const checks = rows.map(({ id, row, more }, at): LegacyRow => ({
      ...more,
      claim: id,
      claimant: ids[at] as string,
      raw: row.raw,
    }));
    return [...events, ...(await this.legacy.add(tx, checks))];
  }
}

function understood(
  { review }: ArchiveRow,
  { id: importId, legacy }: WantedImport,
  { name, since, scale }: House,
  found: Omit<FoundRating, 'count'>[],
): Understood | { readonly fault: { readonly code: string; readonly detail: string } } {
  const read = archivedCheck(review, name, legacy?.language ?? undefined);
  if ('wrong' in read) return { fault: { code: 'request.invalid', detail: read.wrong } };
  const { check } = read;
  const no =
    (check.namesAuthor ? ownReviewRuling(check, [name, ...(legacy?.authors ?? [])]) : undefined) ??
    beforeClaimdeskRuling(check.reviewDate as string, since);
  if (no) return { fault: no };
  const { label } = check.rating;
  const code = archiveRating(scale, legacy?.ratings ?? [], check.rating);
  found.push({ label, code: code ?? null });
  if (code !== undefined) return { check, rating: code, scale, importId };
  const detail = label
    ? `The rating "${label.slice(0, 200)}" is not on the scale. Say in the import's legacy.ratings which one is meant.`
    : 'It has no rating that the scale knows: no alternateName, and no number on its range.';
  return { fault: { code: 'verdict.unknown_rating', detail } };
}
