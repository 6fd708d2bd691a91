import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { CitationMode, FrozenFigure, Stance } from '#libs/factcheck';
import { newId, type SubjectState } from '#libs/kernel';
import { sourceState } from './source-store.js';

export interface NewCitation {
  readonly claim: string;
  readonly source: string;
  readonly stance: Stance;
  readonly mode: CitationMode;
  readonly primary: boolean;
  readonly derivesFrom?: string;
  readonly excerpt?: string;
  readonly figure?: FrozenFigure;
  readonly retrievedAt?: string;
  /** The capture whose bytes are cited; digest and retrieval time are its own. */
  readonly capture?: string;
  readonly contentHash?: string;
  readonly archivedUrl?: string;
  readonly consultedBy?: string;
  readonly consultedOn?: string;
  readonly note?: string;
}

export const citationState = (
  c: string,
): string => `json_build_object('id', ${c}.id, 'claim', ${c}.claim_id, 'source', ${c}.source_id,
  'stance', ${c}.stance, 'mode', ${c}.mode, 'primary', ${c}.is_primary, 'derivesFrom', ${c}.derives_from_id, 'excerpt', ${c}.excerpt,
  'figure', ${c}.figure, 'retrievedAt', instant(${c}.retrieved_at), 'contentHash', ${c}.content_hash, 'capture', ${c}.capture_id,
  'archivedUrl', ${c}.archived_url, 'consultedBy', ${c}.consulted_by, 'consultedOn', ${c}.consulted_on, 'note', ${c}.note,
  'addedBy', json_build_object('member', ${c}.added_by_member, 'key', ${c}.added_by_key), 'changedBy', ${c}.changed_by,
  'removedAt', instant(${c}.removed_at), 'removedBy', ${c}.removed_by, 'removedBecause', ${c}.removed_because,
  'version', ${c}.version, 'createdAt', instant(${c}.created_at))`;

export type CitationState = SubjectState & {
  readonly claim: string;
  readonly mode: CitationMode;
  readonly derivesFrom: string | null;
  readonly addedBy: { readonly member: string | null };
  readonly changedBy: readonly { readonly member: string; readonly at: string }[];
  readonly removedAt: string | null;
  readonly createdAt: string;
};

export interface CitedSource {
  readonly citation: CitationState;
  readonly source: SubjectState;
}

@Injectable()
export class CitationStore {
  async add(tx: Tx, citation: NewCitation): Promise<SubjectState> {
    const [row] = await tx.query<{ state: SubjectState }>(
      `insert into citation as c (organization_id, id, claim_id, source_id, stance, mode, is_primary, derives_from_id, excerpt, figure,
         retrieved_at, content_hash, capture_id, archived_url, consulted_by, consulted_on, note, added_by_member, added_by_key, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
       returning ${citationState('c')} as state`,
      [
        tx.organization,
        newId(),
        citation.claim,
        citation.source,
        citation.stance,
        citation.mode,
        citation.primary,
        citation.derivesFrom ?? null,
        citation.excerpt ?? null,
        citation.figure ? JSON.stringify(citation.figure) : null,
        citation.retrievedAt ?? null,
        citation.contentHash ?? null,
        citation.capture ?? null,
        citation.archivedUrl ?? null,
        citation.consultedBy ?? null,
        citation.consultedOn ?? null,
        citation.note ?? null,
        tx.actor.member ?? null,
        tx.actor.key ?? null,
        tx.now,
      ],
    );
    return (row as { state: SubjectState }).state;
  }

  /** Which of these citations are on this claim and have not been removed. */
  async onClaim(tx: Tx, claim: string, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `select id from citation where organization_id = $1 and claim_id = $2 and id = any($3::uuid[]) and removed_at is null`,
      [tx.organization, claim, ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Whether this citation is on the claim, or was before somebody removed it. */
  async wasOnClaim(tx: Tx, claim: string, id: string): Promise<boolean> {
    const rows = await tx.query(`select 1 from citation where organization_id = $1 and claim_id = $2 and id = $3`, [
      tx.organization,
      claim,
      id,
    ]);
    return rows.length > 0;
  }

  /** The citations a verdict rests on, with their sources: what submit judges and freezes. */
  ofVerdict(tx: Tx, verdict: string): Promise<CitedSource[]> {
    return tx.query<CitedSource & { citation: CitedSource['citation'] }>(
      `select ${citationState('c')} as citation, ${sourceState('s')} as source from verdict_citation v
         join citation c on c.organization_id = v.organization_id and c.id = v.citation_id
         join source s on s.organization_id = c.organization_id and s.id = c.source_id
        where v.organization_id = $1 and v.verdict_id = $2 order by c.id`,
      [tx.organization, verdict],
    );
  }
}
