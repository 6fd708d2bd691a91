import { Injectable } from '@nestjs/common';
import { isSqlState, sqlState, type Tx } from '#libs/database';
import type { FrozenQuorum, OverrideKind, Procedure, RatingScale, VerdictOutcome } from '#libs/factcheck';
import { newId, refuse } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import type { Precedent, VerdictState } from './verdict-state.js';
import { VerdictStore } from './verdict-store.js';

export interface NewVerdict {
  readonly outcome: VerdictOutcome;
  /** null for a retraction. */
  readonly rating: string | null;
  readonly summary: string;
  readonly rationale: string;
  readonly citations: readonly string[];
  readonly utterances: readonly string[];
  /** A partial date: what was known then is judged. */
  readonly judgedAsOf: string;
  readonly evidenceCutOff: string;
  readonly precedents: readonly Precedent[];
  /** The accepted correction that this version carries out. */
  readonly correction?: string;
}

/** What an edit changes. Absent: left as it is. */
export type VerdictChange = Partial<Omit<NewVerdict, 'outcome' | 'correction' | 'rating'>> & {
  readonly rating?: string;
  /** The scale that a new rating stands on. */
  readonly scale?: RatingScale;
};

export interface Frozen {
  readonly digest: string;
  readonly content: Buffer;
  readonly policy: number;
  readonly methodology: number | null;
  readonly procedure: Procedure;
  readonly quorum: FrozenQuorum;
  readonly override?: { readonly kind: OverrideKind; readonly reason: string };
}

/** A verdict's content: written while it is a draft, frozen at submit, thawed by recall and revise. */
@Injectable()
export class VerdictDrafts {
  constructor(private readonly verdicts: VerdictStore) {}

  /** A draft under a locked claim. The database allows one open verdict per claim. */
  async add(tx: Tx, claim: ClaimState, verdict: NewVerdict, scale: RatingScale, author: string): Promise<VerdictState> {
    const id = newId();
    try {
      await tx.query(
        `insert into verdict (organization_id, id, claim_id, number, status, outcome, rating, scale_code, scale_version, summary, rationale,
           judged_as_of, evidence_cut_off, precedents, correction_id, created_at, updated_at)
         select $1, $2, $3, coalesce(max(number), 0) + 1, 'draft', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14
           from verdict where organization_id = $1 and claim_id = $3`,
        [
          tx.organization,
          id,
          claim.id,
          verdict.outcome,
          verdict.rating,
          scale.code,
          scale.version,
          verdict.summary,
          verdict.rationale,
          verdict.judgedAsOf,
          verdict.evidenceCutOff,
          JSON.stringify(verdict.precedents),
          verdict.correction ?? null,
          tx.now,
        ],
      );
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation, 'verdict_one_open')) {
        refuse('verdict.open_already', 'This claim has an open verdict already. Finish or abandon it first.');
      }
      throw error;
    }
    await tx.query(
      `with c as (insert into verdict_citation select $1, $2, unnest($3::uuid[])),
            u as (insert into verdict_utterance select $1, $2, unnest($4::uuid[]))
       insert into verdict_author values ($1, $2, $5, $6)`,
      [tx.organization, id, verdict.citations, verdict.utterances, author, tx.now],
    );
    return this.verdicts.read(tx, id);
  }

  /** Writes over a draft. Whoever does becomes an author of it for ever. */
  async rewrite(tx: Tx, verdict: VerdictState, change: VerdictChange, author: string): Promise<VerdictState> {
    await tx.query(
      `update verdict set rating = coalesce($3, rating), scale_code = coalesce($4, scale_code), scale_version = coalesce($5, scale_version),
         summary = coalesce($6, summary), rationale = coalesce($7, rationale), judged_as_of = coalesce($8, judged_as_of),
         evidence_cut_off = coalesce($9, evidence_cut_off), precedents = coalesce($10, precedents)
       where organization_id = $1 and id = $2`,
      [
        tx.organization,
        verdict.id,
        change.rating ?? null,
        change.scale?.code ?? null,
        change.scale?.version ?? null,
        change.summary ?? null,
        change.rationale ?? null,
        change.judgedAsOf ?? null,
        change.evidenceCutOff ?? null,
        change.precedents ? JSON.stringify(change.precedents) : null,
      ],
    );
    if (change.citations) await this.replace(tx, 'citation', verdict.id, change.citations);
    if (change.utterances) await this.replace(tx, 'utterance', verdict.id, change.utterances);
    await this.addAuthor(tx, verdict.id, author);
    return this.verdicts.move(tx, verdict, verdict.status);
  }

  private async replace(
    tx: Tx,
    what: 'citation' | 'utterance',
    verdict: string,
    ids: readonly string[],
  ): Promise<void> {
    await tx.query(
      `with gone as (delete from verdict_${what} where organization_id = $1 and verdict_id = $2 and ${what}_id <> all($3::uuid[]))
       insert into verdict_${what} select $1, $2, unnest($3::uuid[]) on conflict do nothing`,
      [tx.organization, verdict, ids],
    );
  }

  async addAuthor(tx: Tx, verdict: string, member: string): Promise<void> {
    await tx.query(`insert into verdict_author values ($1, $2, $3, $4) on conflict do nothing`, [
      tx.organization,
      verdict,
      member,
      tx.now,
    ]);
  }

  /** Submit: what was judged is stored in its exact bytes and named by its digest. Nothing later touches them. */
  async freeze(tx: Tx, verdict: VerdictState, frozen: Frozen): Promise<VerdictState> {
    await tx.query(
      `update verdict set digest = $3, content = $4, policy_version = $5, quorum = $6, override_reason = $7, override_kind = $8,
         procedure = $9, rest_quorum = $10, rest_status = case when $10::jsonb is not null then 'to_come' end, methodology_version = $11
       where organization_id = $1 and id = $2`,
      [
        tx.organization,
        verdict.id,
        frozen.digest,
        frozen.content,
        frozen.policy,
        JSON.stringify(frozen.quorum.quorum),
        frozen.override?.reason ?? null,
        frozen.override?.kind ?? null,
        frozen.procedure,
        frozen.quorum.rest ? JSON.stringify(frozen.quorum.rest.quorum) : null,
        frozen.methodology,
      ],
    );
    return this.verdicts.move(tx, verdict, 'in_review', { submitted: true });
  }

  /** Back to a draft without digest, policy and quorum. The bytes that ballots were cast on are kept as they were. */
  async thaw(tx: Tx, verdict: VerdictState): Promise<VerdictState> {
    await tx.query(
      `insert into verdict_past_content (organization_id, verdict_id, digest, content, submitted_at)
       select organization_id, id, digest, content, submitted_at from verdict where organization_id = $1 and id = $2
       on conflict do nothing`,
      [tx.organization, verdict.id],
    );
    const draft = await this.verdicts.move(tx, verdict, 'draft');
    await tx.query(
      `update verdict set digest = null, content = null, policy_version = null, methodology_version = null, quorum = null, procedure = 'standard',
         rest_quorum = null, rest_status = null where organization_id = $1 and id = $2`,
      [tx.organization, draft.id],
    );
    return this.verdicts.read(tx, draft.id);
  }
}
