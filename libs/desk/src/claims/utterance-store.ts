import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { UtteranceMode } from '#libs/factcheck';
import { type JsonObject, newId, type SubjectState } from '#libs/kernel';

/** Where a quote stands in one revision; positions half-open, in code points and in UTF-16 units. */
export interface Anchored {
  readonly article: string;
  readonly revision: string;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
  readonly utf16Start: number;
  readonly utf16End: number;
}

/** Where something was said that is no text here. */
export interface Unanchored {
  readonly address?: string;
  readonly medium: string;
  readonly time?: string;
  readonly excerpt?: string;
}

export interface NewUtterance {
  readonly claim: string;
  readonly claimant: string;
  readonly reportedBy?: string;
  readonly affiliation?: string;
  readonly mode: UtteranceMode;
  readonly impliedBecause?: string;
  readonly saidOn?: string;
  readonly appearance: Anchored | Unanchored;
}

export const utteranceState = (
  u: string,
): string => `json_build_object('id', ${u}.id, 'claim', ${u}.claim_id, 'claimant', ${u}.claimant_id,
  'reportedBy', ${u}.reported_by_id, 'affiliation', ${u}.affiliation, 'mode', ${u}.mode, 'impliedBecause', ${u}.implied_because,
  'saidOn', ${u}.said_on, 'article', ${u}.article_id, 'revision', ${u}.revision_id, 'exact', ${u}.exact, 'prefix', ${u}.prefix,
  'suffix', ${u}.suffix, 'start', ${u}.start_at, 'end', ${u}.end_at, 'utf16Start', ${u}.utf16_start, 'utf16End', ${u}.utf16_end,
  'unanchored', ${u}.unanchored, 'version', ${u}.version, 'createdAt', instant(${u}.created_at))`;

@Injectable()
export class UtteranceStore {
  async add(tx: Tx, utterance: NewUtterance): Promise<SubjectState> {
    const place = 'exact' in utterance.appearance ? utterance.appearance : undefined;
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into utterance as u (organization_id, id, claim_id, claimant_id, reported_by_id, affiliation, mode, implied_because, said_on,
         article_id, revision_id, exact, prefix, suffix, start_at, end_at, utf16_start, utf16_end, unanchored, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
       returning ${utteranceState('u')} as state`,
      [
        tx.organization,
        newId(),
        utterance.claim,
        utterance.claimant,
        utterance.reportedBy ?? null,
        utterance.affiliation ?? null,
        utterance.mode,
        utterance.impliedBecause ?? null,
        utterance.saidOn ?? null,
        place?.article ?? null,
        place?.revision ?? null,
        place?.exact ?? null,
        place?.prefix ?? null,
        place?.suffix ?? null,
        place?.start ?? null,
        place?.end ?? null,
        place?.utf16Start ?? null,
        place?.utf16End ?? null,
        place ? null : JSON.stringify(utterance.appearance),
        tx.now,
      ],
    );
    return (row as { state: SubjectState }).state;
  }

  /** Of the claim itself, without what was merged into it. */
  async idsOf(tx: Tx, claim: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from utterance where organization_id = $1 and claim_id = $2 order by id`,
      [tx.organization, claim],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Sayings of one claim once more, each under the part of it that is named: the same words at the same places.
   */
  copy(
    tx: Tx,
    from: string,
    copies: readonly { readonly of: string; readonly part: string }[],
  ): Promise<SubjectState[]> {
    return tx
      .batch<{ state: SubjectState }>(
        `insert into utterance as u (organization_id, id, claim_id, claimant_id, reported_by_id, affiliation, mode, implied_because, said_on,
           article_id, revision_id, exact, prefix, suffix, start_at, end_at, utf16_start, utf16_end, unanchored, created_at)
         select o.organization_id, n.id, n.part, o.claimant_id, o.reported_by_id, o.affiliation, o.mode, o.implied_because, o.said_on,
           o.article_id, o.revision_id, o.exact, o.prefix, o.suffix, o.start_at, o.end_at, o.utf16_start, o.utf16_end, o.unanchored, $6
           from unnest($3::uuid[], $4::uuid[], $5::uuid[]) as n(id, original, part)
           join utterance o on o.organization_id = $1 and o.claim_id = $2 and o.id = n.original
         returning ${utteranceState('u')} as state`,
        [
          tx.organization,
          from,
          copies.map(() => newId()),
          copies.map((one) => one.of),
          copies.map((one) => one.part),
          tx.now,
        ],
      )
      .then((rows) => rows.map(({ state }) => state));
  }

  /** The utterances of one claim, and of what was merged into it, with who said them: what a verdict freezes. */
  async withClaimants(tx: Tx, claim: string): Promise<{ state: SubjectState; claimant: JsonObject }[]> {
    return tx.query<{ state: SubjectState; claimant: JsonObject }>(
      `select ${utteranceState('u')} as state, json_build_object('id', c.id, 'kind', c.kind, 'version', c.version) as claimant
         from utterance u join claimant c on c.organization_id = u.organization_id and c.id = u.claimant_id
        where u.organization_id = $1 and u.claim_id = any(array(
                select $2::uuid union all select id from claim where organization_id = $1 and duplicate_of = $2))
        order by u.id`,
      [tx.organization, claim],
    );
  }
}
