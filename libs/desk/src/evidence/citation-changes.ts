import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import { type FrozenFigure, openVerdictStatuses, type Stance } from '#libs/factcheck';
import { type PageRequest, refuse } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { citationState, type CitationState } from './citation-store.js';

/** `null` empties; absent: left as it is. The mode, the source and the captured bytes stay: another one is another citation. */
export interface CitationEdit {
  readonly stance?: Stance;
  readonly primary?: boolean;
  readonly derivesFrom?: string | null;
  readonly excerpt?: string | null;
  readonly figure?: FrozenFigure | null;
  readonly retrievedAt?: string | null;
  readonly consultedOn?: string | null;
  readonly archivedUrl?: string | null;
  readonly note?: string | null;
}

/** Citations after they were added: read, changed, removed. What a verdict froze is a copy and stays. */
@Injectable()
export class CitationChanges {
  constructor(
    private readonly connections: Connections,
    private readonly claims: ClaimStore,
  ) {}

  /** Locks the claim's row first. Errors: not_found, request.stale, citation.removed. */
  async lock(tx: Tx, id: string, expected?: number): Promise<{ citation: CitationState; claim: ClaimState }> {
    const [found] = await tx.query<{ claim_id: string }>(
      `select claim_id from citation where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    if (!found) refuse('not_found', `There is no citation ${id} here.`);
    const claim = await this.claims.lock(tx, found.claim_id);
    const [row] = await tx.query<{ state: CitationState }>(
      `select ${citationState('c')} as state from citation c where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    const citation = (row as { state: CitationState }).state;
    if (expected !== undefined && expected !== citation.version) {
      refuse(
        'request.stale',
        `This citation is at version ${citation.version}, not ${expected}. Read it again and repeat your change.`,
        { facts: { version: citation.version } },
      );
    }
    if (citation.removedAt) refuse('citation.removed', `This citation was removed on ${citation.removedAt}.`);
    return { citation, claim };
  }

  async edit(tx: Tx, id: string, change: CitationEdit): Promise<CitationState> {
    const [row] = await tx.query<{ state: CitationState }>(
      `update citation c set stance = coalesce($3::jsonb ->> 'stance', stance),
         is_primary = coalesce(($3::jsonb ->> 'primary')::boolean, is_primary),
         derives_from_id = case when $3::jsonb ? 'derivesFrom' then ($3::jsonb ->> 'derivesFrom')::uuid else derives_from_id end,
         excerpt = case when $3::jsonb ? 'excerpt' then $3::jsonb ->> 'excerpt' else excerpt end,
         figure = case when $3::jsonb ? 'figure' then nullif($3::jsonb -> 'figure', 'null') else figure end,
         retrieved_at = case when $3::jsonb ? 'retrievedAt' then ($3::jsonb ->> 'retrievedAt')::timestamptz else retrieved_at end,
         consulted_on = case when $3::jsonb ? 'consultedOn' then $3::jsonb ->> 'consultedOn' else consulted_on end,
         archived_url = case when $3::jsonb ? 'archivedUrl' then $3::jsonb ->> 'archivedUrl' else archived_url end,
         note = case when $3::jsonb ? 'note' then $3::jsonb ->> 'note' else note end,
         changed_by = case when $4::text is null or changed_by @> jsonb_build_array(jsonb_build_object('member', $4::text)) then changed_by
           else changed_by || jsonb_build_array(jsonb_build_object('member', $4::text, 'at', instant($5::timestamptz))) end,
         version = version + 1
       where organization_id = $1 and id = $2 returning ${citationState('c')} as state`,
      [tx.organization, id, JSON.stringify(change), tx.actor.member ?? null, tx.now],
    );
    return (row as { state: CitationState }).state;
  }

  /** Keeps the row: verdicts that ended name it. */
  async remove(tx: Tx, id: string, reason: string): Promise<CitationState> {
    const [row] = await tx.query<{ state: CitationState }>(
      `update citation c set removed_at = $3, removed_by = $4, removed_because = $5, version = version + 1
        where organization_id = $1 and id = $2 returning ${citationState('c')} as state`,
      [tx.organization, id, tx.now, tx.actor.member ?? null, reason],
    );
    return (row as { state: CitationState }).state;
  }

  /** The open verdict of the claim, if it rests on this citation. */
  async openVerdictOn(tx: Tx, { id, claim }: CitationState): Promise<{ id: string; status: string } | undefined> {
    const [row] = await tx.query<{ id: string; status: string }>(
      `select v.id, v.status from verdict v
         join verdict_citation l on l.organization_id = v.organization_id and l.verdict_id = v.id and l.citation_id = $3
        where v.organization_id = $1 and v.claim_id = $2 and v.status = any($4::text[])`,
      [tx.organization, claim, id, openVerdictStatuses],
    );
    return row;
  }

  /** Where each citation of the claim comes from. */
  async origins(tx: Tx, claim: string): Promise<{ id: string; derivesFrom: string | null }[]> {
    return tx.query<{ id: string; derivesFrom: string | null }>(
      `select id, derives_from_id as "derivesFrom" from citation where organization_id = $1 and claim_id = $2`,
      [tx.organization, claim],
    );
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${citationState('c')}::text as json, c.version from citation c where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  /** Newest first; those that were removed only where they are asked for. */
  listOfClaim(organization: string, claim: string, page: PageRequest, removed: boolean): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select c.id, ${citationState('c')}::text as json from citation c
        where organization_id = $1 and claim_id = $2 and id < $3${removed ? '' : ' and removed_at is null'} order by id desc limit $4`,
      [organization, claim, page.after ?? lastId, page.limit],
    );
  }
}
