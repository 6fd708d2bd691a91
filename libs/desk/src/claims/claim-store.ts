import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ClaimKind, ClaimStatus, Origin, Quantity } from '#libs/factcheck';
import { newId, refuse } from '#libs/kernel';
import { claimState, type ClaimState } from './claim-state.js';

export interface NewClaim {
  readonly statement: string;
  readonly kind: ClaimKind;
  readonly language: string;
  readonly origin: Origin;
  readonly priority?: number;
  readonly quantity?: Quantity;
}

/** What a step changes besides the status. Absent: left as it is. */
export interface ClaimChange {
  readonly selectionReason?: string;
  readonly selectionNote?: string;
  readonly closingReason?: string;
  readonly closingNote?: string;
  readonly assignee?: string;
  readonly dueOn?: string;
  readonly publishedVerdict?: string;
}

/** The words that are judged. */
export interface ClaimWording {
  readonly statement?: string;
  readonly kind?: ClaimKind;
  readonly language?: string;
  readonly quantity?: Quantity | null;
}

export interface ClaimEdit extends ClaimWording {
  readonly priority?: number;
  readonly dueOn?: string | null;
  /** What is still missing before a verdict is possible, in words. */
  readonly missing?: string | null;
  /** Codes, sorted and each once. */
  readonly topics?: readonly string[];
}

/** The claim's row: the root that every verb on it or below locks first. */
@Injectable()
export class ClaimStore {
  async add(tx: Tx, claim: NewClaim): Promise<ClaimState> {
    const [row] = await tx.query<{ state: ClaimState }>(
      `insert into claim as c (organization_id, id, statement, kind, language, quantity, status, origin, priority,
         submitted_by_member, submitted_by_key, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, 'submitted', $7, $8, $9, $10, $11, $11) returning ${claimState('c')} as state`,
      [
        tx.organization,
        newId(),
        claim.statement,
        claim.kind,
        claim.language,
        claim.quantity ? JSON.stringify(claim.quantity) : null,
        claim.origin,
        claim.priority ?? 0,
        tx.actor.member ?? null,
        tx.actor.key ?? null,
        tx.now,
      ],
    );
    return (row as { state: ClaimState }).state;
  }

  /** Loads and locks. `expected` is the version the caller saw, if they sent one. Errors: not_found, request.stale. */
  async lock(tx: Tx, id: string, expected?: number): Promise<ClaimState> {
    const [row] = await tx.query<{ state: ClaimState }>(
      `select ${claimState('c')} as state from claim c where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    const claim = row?.state ?? refuse('not_found', `There is no claim ${id} here.`);
    demandVersion(claim, expected);
    return claim;
  }

  /** Locks several by ascending id, so that no two verbs wait for each other. */
  async lockAll(tx: Tx, ids: readonly string[]): Promise<ClaimState[]> {
    const rows = await tx.query<{ state: ClaimState }>(
      `select ${claimState('c')} as state from claim c where organization_id = $1 and id = any($2::uuid[]) order by id for update`,
      [tx.organization, ids],
    );
    return rows.map((row) => row.state);
  }

  /** One step of the workflow. Only from the state it was read in: here the database decides a race a second time. */
  async move(tx: Tx, claim: ClaimState, to: ClaimStatus, change: ClaimChange = {}): Promise<ClaimState> {
    const [row] = await tx.query<{ state: ClaimState }>(
      `update claim c set status = $4, selection_reason = coalesce($5, selection_reason), selection_note = coalesce($6, selection_note),
         closing_reason = coalesce($7, closing_reason), closing_note = coalesce($8, closing_note),
         assignee_id = coalesce($9, assignee_id), due_on = coalesce($10, due_on),
         published_verdict_id = coalesce($11, published_verdict_id), suspended_at = null, version = version + 1, updated_at = $12
       where organization_id = $1 and id = $2 and status = $3 returning ${claimState('c')} as state`,
      [
        tx.organization,
        claim.id,
        claim.status,
        to,
        change.selectionReason ?? null,
        change.selectionNote ?? null,
        change.closingReason ?? null,
        change.closingNote ?? null,
        change.assignee ?? null,
        change.dueOn ?? null,
        change.publishedVerdict ?? null,
        tx.now,
      ],
    );
    return row?.state ?? refuse('claim.wrong_state', 'The claim has just changed. Read it again.');
  }

  /** What may be changed without a step. `null` empties; absent: left as it is. */
  async edit(tx: Tx, claim: ClaimState, change: ClaimEdit): Promise<ClaimState> {
    const [row] = await tx.query<{ state: ClaimState }>(
      `update claim c set priority = coalesce($3, priority), due_on = case when $4 then $5::date else due_on end,
         missing = case when $6 then $7 else missing end, statement = coalesce($8, statement), kind = coalesce($9, kind),
         language = coalesce($10, language), quantity = case when $11 then $12::jsonb else quantity end,
         topics = coalesce($13::text[], topics), version = version + 1, updated_at = $14
       where organization_id = $1 and id = $2 returning ${claimState('c')} as state`,
      [
        tx.organization,
        claim.id,
        change.priority ?? null,
        change.dueOn !== undefined,
        change.dueOn ?? null,
        change.missing !== undefined,
        change.missing ?? null,
        change.statement ?? null,
        change.kind ?? null,
        change.language ?? null,
        change.quantity !== undefined,
        change.quantity ? JSON.stringify(change.quantity) : null,
        change.topics ?? null,
        tx.now,
      ],
    );
    return (row as { state: ClaimState }).state;
  }
}

/** The version that the caller saw, if they sent one. Errors: request.stale. */
export function demandVersion(claim: ClaimState, expected: number | undefined): void {
  if (expected === undefined || expected === claim.version) return;
  refuse(
    'request.stale',
    `This claim is at version ${claim.version}, not ${expected}. Read it again and repeat your change.`,
    { facts: { version: claim.version } },
  );
}
