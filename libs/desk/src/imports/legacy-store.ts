import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { type ArchivedCheck, legacyLabel, type RatingScale } from '#libs/factcheck';
import { newId, sha256Hex, type SubjectState } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import { claimLabels, claimState, type ClaimState } from '../claims/claim-state.js';
import { utteranceState } from '../claims/utterance-store.js';
import { verdictState, type VerdictState } from '../verdicts/verdict-state.js';

export interface LegacyRow {
  readonly claim: string;
  readonly claimant: string;
  readonly check: ArchivedCheck;
  readonly rating: string;
  readonly scale: RatingScale;
  readonly importId: string;
  readonly raw: string;
}

/** A batch of an archive, written all at once: a claim, its utterance and its verdict a record, and the bytes it came as. */
@Injectable()
export class LegacyStore {
  async add(tx: Tx, rows: readonly LegacyRow[]): Promise<NewEvent[]> {
    const given = rows.map((row) => ({ ...columnsOf(row), verdict: newId(), utterance: newId() }));
    await tx.batch(
      `with x as materialized (
         select * from jsonb_to_recordset($2::jsonb) as x(claim uuid, utterance uuid, verdict uuid, claimant uuid, statement text,
           language text, affiliation text, "saidOn" text, unanchored jsonb, rating text, "scaleCode" text, "scaleVersion" int,
           summary text, rationale text, "reviewedOn" text, "publishedAt" timestamptz, legacy jsonb, "importId" uuid, raw text)
       ), c as (
         insert into claim (organization_id, id, statement, kind, language, status, origin, submitted_by_member, submitted_by_key,
           published_verdict_id, created_at, updated_at)
         select $1, claim, statement, 'unclassified', language, 'published', 'editor', $4, $5, verdict, $3, $3 from x
       ), u as (
         insert into utterance (organization_id, id, claim_id, claimant_id, affiliation, mode, said_on, unanchored, created_at)
         select $1, utterance, claim, claimant, affiliation, 'stated', "saidOn", unanchored, $3 from x
       ), v as (
         insert into verdict (organization_id, id, claim_id, number, status, outcome, rating, scale_code, scale_version, summary, rationale,
           judged_as_of, evidence_cut_off, published_at, legacy, created_at, updated_at)
         select $1, verdict, claim, 1, 'published', 'rating', rating, "scaleCode", "scaleVersion", summary, rationale,
           "reviewedOn", "reviewedOn", "publishedAt", legacy, $3, $3 from x
       ), l as (
         insert into verdict_utterance (organization_id, verdict_id, utterance_id) select $1, verdict, utterance from x
       ) insert into legacy_record (organization_id, verdict_id, import_id, raw) select $1, verdict, "importId", raw from x`,
      [tx.organization, JSON.stringify(given), tx.now, tx.actor.member ?? null, tx.actor.key ?? null],
    );
    // A statement of its own: what the first one wrote below a verdict is not seen by the first one itself.
    const added = await tx.batch<{ claim: ClaimState; utterance: SubjectState; verdict: VerdictState }>(
      `select ${claimState('c')} as claim, ${utteranceState('u')} as utterance, ${verdictState('v')} as verdict
         from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as x(claim, utterance, verdict)
         join claim c on c.organization_id = $1 and c.id = x.claim
         join utterance u on u.organization_id = $1 and u.id = x.utterance
         join verdict v on v.organization_id = $1 and v.id = x.verdict`,
      [tx.organization, given.map((x) => x.claim), given.map((x) => x.utterance), given.map((x) => x.verdict)],
    );
    return added.map(imported);
  }
}

function columnsOf({ claim, claimant, check, rating, scale, importId, raw }: LegacyRow) {
  const reviewedOn = check.reviewDate as string;
  return {
    claim,
    claimant,
    statement: check.claimReviewed,
    language: check.language,
    affiliation: check.affiliation,
    saidOn: check.claimDate,
    unanchored: {
      medium: check.appearance ? 'web' : 'unknown',
      ...(check.appearance ? { address: check.appearance } : {}),
    },
    rating,
    scaleCode: scale.code,
    scaleVersion: scale.version,
    summary: check.summary,
    rationale: check.rationale,
    reviewedOn,
    publishedAt: beginningOf(reviewedOn),
    importId,
    raw,
    legacy: {
      label: legacyLabel,
      url: check.url,
      publisher: check.publisher,
      // As it was given: the time in publishedAt only puts it in order.
      reviewedOn,
      rating: {
        label: check.rating.label,
        value: decimal(check.rating.value),
        worst: decimal(check.rating.worst),
        best: decimal(check.rating.best),
      },
      repairs: check.repairs,
      rawSha256: sha256Hex(raw),
      import: importId,
    },
  };
}

const decimal = (value: number | null): string | null => (value === null ? null : String(value));

/** The first moment of a partial date, in UTC where it has no zone. */
const beginningOf = (date: string): string =>
  date.length > 10 ? date : `${date}${'-01-01'.slice(date.length - 4)}T00:00:00Z`;

const imported = (row: { claim: ClaimState; utterance: SubjectState; verdict: VerdictState }): NewEvent => ({
  type: 'verdict.imported',
  root: row.claim.id,
  labels: { ...claimLabels(row.claim), ...(row.verdict.rating ? { rating: row.verdict.rating } : {}) },
  changes: [
    { type: 'claim', id: row.claim.id, version: 1, after: row.claim },
    { type: 'utterance', id: row.utterance.id, version: 1, after: row.utterance },
    { type: 'verdict', id: row.verdict.id, version: 1, after: row.verdict },
  ],
  facts: { imported: true, label: legacyLabel },
});
