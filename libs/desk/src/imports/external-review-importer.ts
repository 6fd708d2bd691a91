import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { repairClaimReview, type RepairedReview } from '#libs/factcheck';
import type { SubjectState } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import type { ImportRow } from './import-keys.js';
import type { Fault } from './import-store.js';
import { fault, type Importer, type Prepared, type WantedImport } from './importer.js';

/** A ClaimReview as it came: its bytes are kept beside what was understood. */
export interface ExternalReviewRow {
  readonly raw: string;
  readonly record: unknown;
}

export const externalReviewState = (
  r: string,
): string => `json_build_object('id', ${r}.id, 'url', ${r}.url, 'publisher', ${r}.publisher,
  'publisherSite', ${r}.publisher_site, 'claimReviewed', ${r}.claim_reviewed, 'claimant', ${r}.claimant, 'claimDate', ${r}.claim_date,
  'reviewDate', ${r}.review_date, 'rating', json_build_object('label', ${r}.rating_label, 'value', ${r}.rating_value::text,
  'worst', ${r}.worst::text, 'best', ${r}.best::text), 'language', ${r}.language, 'repairs', ${r}.repairs,
  'rawSha256', coalesce(${r}.raw_sha256, encode(sha256(convert_to(${r}.raw, 'UTF8')), 'hex')), 'version', ${r}.version, 'createdAt', instant(${r}.created_at))`;

/** Other publishers' reviews: precedents, never verdicts of ours, never re-emitted as ours. */
@Injectable()
export class ExternalReviewImporter implements Importer<ExternalReviewRow, RepairedReview> {
  readonly kind = 'external-reviews';

  async prepare(_tx: Tx, _wanted: WantedImport, rows: readonly ImportRow<ExternalReviewRow>[]) {
    const fit: Prepared<ExternalReviewRow, RepairedReview>[] = [];
    const faults: Fault[] = [];
    for (const row of rows) {
      const review = repairClaimReview(row.row.record);
      if ('missing' in review)
        faults.push(fault(row.line, 'request.invalid', `A ClaimReview without ${review.missing} cannot be kept.`));
      else fit.push({ ...row, more: review });
    }
    return { fit, faults };
  }

  async write(
    tx: Tx,
    rows: readonly (Prepared<ExternalReviewRow, RepairedReview> & { id: string })[],
  ): Promise<NewEvent[]> {
    const given = rows.map(({ id, row, more: { rating, ...review } }) => ({ ...review, ...rating, id, raw: row.raw }));
    const added = await tx.batch<{ state: SubjectState }>(
      `insert into external_review as r (organization_id, id, url, publisher, publisher_site, claim_reviewed, claimant, claim_date, review_date,
         rating_label, rating_value, worst, best, language, repairs, raw, created_at)
       select $1, id, url, publisher, "publisherSite", "claimReviewed", claimant, "claimDate", "reviewDate", label, value, worst, best,
         language, repairs, raw, $3
         from jsonb_to_recordset($2::jsonb) as x(id uuid, url text, publisher text, "publisherSite" text, "claimReviewed" text, claimant text,
           "claimDate" text, "reviewDate" text, label text, value numeric, worst numeric, best numeric, language text, repairs text[], raw text)
       returning ${externalReviewState('r')} as state`,
      [tx.organization, JSON.stringify(given), tx.now],
    );
    return added.map(({ state: after }) => ({
      type: 'review.imported',
      root: after.id,
      changes: [{ type: 'external_review', id: after.id, version: 1, after }],
      facts: { imported: true },
    }));
  }
}
