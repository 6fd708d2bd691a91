import { Injectable } from '@nestjs/common';
import { Connections, isSqlState, sqlState, type Tx } from '#libs/database';
import type { Contribution, Quorum, RatingScale, VerdictStatus } from '#libs/factcheck';
import { newId, type PageRequest, refuse } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { verdictState, type VerdictState } from './verdict-state.js';

export interface NewVerdict {
  readonly rating: string;
  readonly summary: string;
  readonly rationale: string;
  readonly citations: readonly string[];
  readonly utterances: readonly string[];
  /** A partial date: what was known then is judged. */
  readonly judgedAsOf: string;
  readonly evidenceCutOff: string;
}

export interface Frozen {
  readonly digest: string;
  readonly content: Buffer;
  readonly policy: number;
  readonly quorum: Quorum;
  readonly overrideReason?: string;
}

@Injectable()
export class VerdictStore {
  constructor(
    private readonly connections: Connections,
    private readonly claims: ClaimStore,
  ) {}

  /** A draft under a locked claim. The database allows one open verdict per claim. */
  async add(tx: Tx, claim: ClaimState, verdict: NewVerdict, scale: RatingScale, author: string): Promise<VerdictState> {
    const id = newId();
    try {
      await tx.query(
        `insert into verdict (organization_id, id, claim_id, number, status, outcome, rating, scale_code, scale_version, summary, rationale,
           judged_as_of, evidence_cut_off, created_at, updated_at)
         select $1, $2, $3, coalesce(max(number), 0) + 1, 'draft', 'rating', $4, $5, $6, $7, $8, $9, $10, $11, $11
           from verdict where organization_id = $1 and claim_id = $3`,
        [
          tx.organization,
          id,
          claim.id,
          verdict.rating,
          scale.code,
          scale.version,
          verdict.summary,
          verdict.rationale,
          verdict.judgedAsOf,
          verdict.evidenceCutOff,
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
    return this.read(tx, id);
  }

  /** Locks the claim's row first, then the verdict: the order that every verb keeps. Errors: not_found, request.stale. */
  async lock(tx: Tx, id: string, expected?: number): Promise<{ verdict: VerdictState; claim: ClaimState }> {
    const [found] = await tx.query<{ claim_id: string }>(
      `select claim_id from verdict where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    if (!found) refuse('not_found', `There is no verdict ${id} here.`);
    const claim = await this.claims.lock(tx, found.claim_id);
    await tx.query(`select 1 from verdict where organization_id = $1 and id = $2 for update`, [tx.organization, id]);
    const verdict = await this.read(tx, id);
    if (expected !== undefined && expected !== verdict.version) {
      refuse(
        'request.stale',
        `This verdict is at version ${verdict.version}, not ${expected}. Read it again and repeat your change.`,
        {
          facts: { version: verdict.version },
        },
      );
    }
    return { verdict, claim };
  }

  /** Submit: what was judged is stored in its exact bytes and named by its digest. Nothing later touches them. */
  async freeze(tx: Tx, verdict: VerdictState, frozen: Frozen): Promise<VerdictState> {
    await tx.query(
      `update verdict set digest = $3, content = $4, policy_version = $5, quorum = $6, override_reason = $7 where organization_id = $1 and id = $2`,
      [
        tx.organization,
        verdict.id,
        frozen.digest,
        frozen.content,
        frozen.policy,
        JSON.stringify(frozen.quorum),
        frozen.overrideReason ?? null,
      ],
    );
    return this.move(tx, verdict, 'in_review', { submitted: true });
  }

  /** One step of the workflow, only from the state it was read in. */
  async move(
    tx: Tx,
    verdict: VerdictState,
    to: VerdictStatus,
    change: { submitted?: boolean; published?: { by: string | null } } = {},
  ): Promise<VerdictState> {
    const moved = await tx.query(
      `update verdict set status = $4, version = version + 1, updated_at = $5,
         submitted_at = case when $6 then $5::timestamptz else submitted_at end,
         published_at = case when $7 then $5::timestamptz else published_at end,
         published_by = case when $7 then $8::uuid else published_by end
       where organization_id = $1 and id = $2 and status = $3 returning 1`,
      [
        tx.organization,
        verdict.id,
        verdict.status,
        to,
        tx.now,
        change.submitted ?? false,
        change.published !== undefined,
        change.published?.by ?? null,
      ],
    );
    if (moved.length === 0) refuse('verdict.wrong_state', 'The verdict has just changed. Read it again.');
    return this.read(tx, verdict.id);
  }

  /** The version that stands published on this claim, if there is one. */
  async published(tx: Tx, claim: string): Promise<VerdictState | undefined> {
    const [row] = await tx.query<{ state: VerdictState }>(
      `select ${verdictState('v')} as state from verdict v where organization_id = $1 and claim_id = $2 and status = 'published'`,
      [tx.organization, claim],
    );
    return row?.state;
  }

  /** Everyone who ever changed its content, and since when. */
  authors(tx: Tx, verdict: string): Promise<Contribution[]> {
    return tx.query<Contribution & { member: string }>(
      `select member_id as member, instant(since) as at from verdict_author where organization_id = $1 and verdict_id = $2`,
      [tx.organization, verdict],
    );
  }

  private async read(tx: Tx, id: string): Promise<VerdictState> {
    const [row] = await tx.query<{ state: VerdictState }>(
      `select ${verdictState('v')} as state from verdict v where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    return (row as { state: VerdictState }).state;
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${verdictState('v')}::text as json, v.version from verdict v where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  listOfClaim(organization: string, claim: string, page: PageRequest): Promise<ListRow[]> {
    return this.connections.read<ListRow>(
      organization,
      `select v.id, ${verdictState('v')}::text as json from verdict v
        where organization_id = $1 and claim_id = $2 and id < $3 order by id desc limit $4`,
      [organization, claim, page.after ?? lastId, page.limit],
    );
  }
}
