import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { type ClaimantKind, quantityRuling, type UtteranceMode } from '#libs/factcheck';
import { newId, type SubjectState } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';
import { contextOf, findQuote } from '#libs/text';
import { claimLabels, claimState, type ClaimState } from '../claims/claim-state.js';
import type { NewClaim } from '../claims/claim-store.js';
import { type Anchored, type Unanchored, utteranceState } from '../claims/utterance-store.js';
import { BulkClaimants } from './bulk-claimants.js';
import { ImportKeys, type ImportRow } from './import-keys.js';
import type { Fault } from './import-store.js';
import { fault, type Importer, type Prepared, type WantedImport } from './importer.js';

export interface ClaimRow extends NewClaim {
  readonly claimant: { readonly kind: ClaimantKind; readonly name: string; readonly disambiguation?: string };
  readonly affiliation?: string;
  readonly mode: UtteranceMode;
  readonly impliedBecause?: string;
  readonly saidOn?: string;
  /** The article by its own id at the same source, with the quote; or where it was said otherwise. */
  readonly appearance:
    | { readonly article: string; readonly exact: string; readonly prefix?: string; readonly suffix?: string }
    | Unanchored;
}

type Place = Anchored | Unanchored;

@Injectable()
export class ClaimImporter implements Importer<ClaimRow, { place: Place }> {
  readonly kind = 'claims';

  constructor(
    private readonly keys: ImportKeys,
    private readonly claimants: BulkClaimants,
  ) {}

  async prepare(tx: Tx, { source }: WantedImport, rows: readonly ImportRow<ClaimRow>[]) {
    const texts = await this.texts(tx, source, rows);
    const fit: Prepared<ClaimRow, { place: Place }>[] = [];
    const faults: Fault[] = [];
    for (const row of rows) {
      const found = placeOf(row.row, texts);
      const no = 'no' in found ? found.no : row.row.quantity && quantityRuling(row.row.quantity);
      if (no) faults.push(fault(row.line, no.code, no.detail));
      else if ('place' in found) fit.push({ ...row, more: found });
    }
    return { fit, faults };
  }

  private async texts(tx: Tx, source: string, rows: readonly ImportRow<ClaimRow>[]): Promise<Map<string, Text>> {
    const wanted = [...new Set(rows.flatMap(({ row }) => ('article' in row.appearance ? row.appearance.article : [])))];
    const ids = await this.keys.subjects(tx, 'articles', source, wanted);
    const found = await tx.batch<Text>(
      `select a.id as article, r.id as revision, r.body from article a
         join revision r on r.organization_id = a.organization_id and r.id = a.revision_id
        where a.organization_id = $1 and a.id = any($2::uuid[])`,
      [tx.organization, [...ids.values()]],
    );
    const byId = new Map(found.map((text) => [text.article, text]));
    return new Map([...ids].flatMap(([external, id]) => (byId.has(id) ? [[external, byId.get(id) as Text]] : [])));
  }

  async write(tx: Tx, rows: readonly (Prepared<ClaimRow, { place: Place }> & { id: string })[]): Promise<NewEvent[]> {
    const { ids, events } = await this.claimants.find(
      tx,
      rows.map(({ row }) => row.claimant),
    );
    const given = rows.map(({ id, row, more: { place } }, at) => ({
      id,
      utterance: newId(),
      ...row,
      ...('exact' in place ? place : { unanchored: place }),
      claimant: ids[at],
      priority: row.priority ?? 0,
    }));
    const added = await tx.batch<{ claim: ClaimState; utterance: SubjectState }>(
      `with x as materialized (
         select * from jsonb_to_recordset($2::jsonb) as x(id uuid, statement text, kind text, language text, quantity jsonb, origin text,
           priority int, utterance uuid, claimant uuid, affiliation text, mode text, "impliedBecause" text, "saidOn" text, article uuid,
           revision uuid, exact text, prefix text, suffix text, start int, "end" int, "utf16Start" int, "utf16End" int, unanchored jsonb)
       ), c as (
         insert into claim as c (organization_id, id, statement, kind, language, quantity, status, origin, priority,
           submitted_by_member, submitted_by_key, created_at, updated_at)
         select $1, id, statement, kind, language, quantity, 'submitted', origin, priority, $4, $5, $3, $3 from x
         returning c.id, ${claimState('c')} as state
       ), u as (
         insert into utterance as u (organization_id, id, claim_id, claimant_id, affiliation, mode, implied_because, said_on, article_id,
           revision_id, exact, prefix, suffix, start_at, end_at, utf16_start, utf16_end, unanchored, created_at)
         select $1, utterance, id, claimant, affiliation, mode, "impliedBecause", "saidOn", article, revision, exact, prefix, suffix, start,
           "end", "utf16Start", "utf16End", unanchored, $3 from x
         returning u.claim_id, ${utteranceState('u')} as state
       ) select c.state as claim, u.state as utterance from c join u on u.claim_id = c.id`,
      [tx.organization, JSON.stringify(given), tx.now, tx.actor.member ?? null, tx.actor.key ?? null],
    );
    return [...events, ...added.map(submitted)];
  }
}

interface Text {
  readonly article: string;
  readonly revision: string;
  readonly body: string;
}

function placeOf(
  { appearance }: ClaimRow,
  texts: ReadonlyMap<string, Text>,
): { place: Place } | { no: { code: string; detail: string } } {
  if (!('exact' in appearance)) return { place: appearance };
  const text = texts.get(appearance.article);
  if (!text)
    return {
      no: {
        code: 'not_found',
        detail: `No article "${appearance.article}" was imported from this source. Import the articles first.`,
      },
    };
  const found = findQuote(text.body, appearance);
  if ('refusal' in found) return { no: found.refusal };
  const { start, end, utf16Start, utf16End } = found.found;
  const exact = text.body.slice(utf16Start, utf16End);
  return {
    place: {
      article: text.article,
      revision: text.revision,
      exact,
      ...contextOf(text.body, start, end),
      start,
      end,
      utf16Start,
      utf16End,
    },
  };
}

const submitted = ({ claim, utterance }: { claim: ClaimState; utterance: SubjectState }): NewEvent => ({
  type: 'claim.submitted',
  root: claim.id,
  labels: claimLabels(claim),
  changes: [
    { type: 'claim', id: claim.id, version: 1, after: claim },
    { type: 'utterance', id: utterance.id, version: 1, after: utterance },
  ],
  facts: { imported: true },
});
