import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { CorrectionKind, CorrectionStatus, Involvement } from '#libs/factcheck';
import { newId, type PageRequest, refuse } from '#libs/kernel';
import { isErased } from '#libs/ledger';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { correctionState, type CorrectionState } from './correction-state.js';

export interface NewCorrection {
  readonly claim: string;
  readonly verdict: string;
  readonly reference: string;
  readonly request: string;
  readonly inbox?: string;
  readonly dueOn: string;
}

/** What a step changes besides the status. Absent: left as it is. */
export interface CorrectionChange {
  readonly kind?: CorrectionKind;
  readonly major?: boolean;
  readonly reason?: string;
  readonly note?: string;
  readonly decidedBy?: string;
  readonly rejectedBy?: string;
  readonly appeal?: string;
  readonly dueOn?: string;
  readonly newVerdict?: string;
}

export const correctionFilters = ['status', 'claim'] as const;
export type CorrectionFilter = { readonly [Name in (typeof correctionFilters)[number]]?: string } & {
  readonly overdue?: boolean;
};
const filterColumns = { status: 'status', claim: 'claim_id' } as const;
const open = `('requested', 'acknowledged', 'accepted', 'appealed')`;

@Injectable()
export class CorrectionStore {
  constructor(
    private readonly connections: Connections,
    private readonly claims: ClaimStore,
  ) {}

  async add(tx: Tx, correction: NewCorrection): Promise<CorrectionState> {
    const [row] = await tx.query<{ state: CorrectionState }>(
      `insert into correction as c (organization_id, id, reference, claim_id, verdict_id, status, request, requested_by, inbox_id, due_on, created_at, updated_at)
       values ($1, $2, $3, $4, $5, 'requested', $6, $7, $8, $9, $10, $10) returning ${correctionState('c')} as state`,
      [
        tx.organization,
        newId(),
        correction.reference,
        correction.claim,
        correction.verdict,
        correction.request,
        tx.actor.member ?? null,
        correction.inbox ?? null,
        correction.dueOn,
        tx.now,
      ],
    );
    return (row as { state: CorrectionState }).state;
  }

  /** Locks the claim's row first, then the correction. Errors: not_found, request.stale. */
  async lock(tx: Tx, id: string, expected?: number): Promise<{ correction: CorrectionState; claim: ClaimState }> {
    const [found] = await tx.query<{ claim_id: string }>(
      `select claim_id from correction where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    if (!found) refuse('not_found', `There is no correction ${id} here.`);
    const claim = await this.claims.lock(tx, found.claim_id);
    const [row] = await tx.query<{ state: CorrectionState }>(
      `select ${correctionState('c')} as state from correction c where organization_id = $1 and id = $2 for update`,
      [tx.organization, id],
    );
    const correction = (row as { state: CorrectionState }).state;
    if (expected !== undefined && expected !== correction.version) {
      refuse('request.stale', `This correction is at version ${correction.version}, not ${expected}. Read it again.`, {
        facts: { version: correction.version },
      });
    }
    return { correction, claim };
  }

  /** One step of the workflow, only from the state it was read in. */
  async move(
    tx: Tx,
    correction: CorrectionState,
    to: CorrectionStatus,
    change: CorrectionChange = {},
  ): Promise<CorrectionState> {
    const [row] = await tx.query<{ state: CorrectionState }>(
      `update correction c set status = $4, kind = coalesce($5, kind), major = coalesce($6, major),
         decision_reason = coalesce($7, decision_reason), note = coalesce($8, note), decided_by = coalesce($9, decided_by),
         rejected_by = coalesce($10, rejected_by), appeal = coalesce($11, appeal), due_on = coalesce($12, due_on),
         new_verdict_id = coalesce($13, new_verdict_id), version = version + 1, updated_at = $14,
         published_at = case when $4 = 'published' then $14::timestamptz else published_at end
       where organization_id = $1 and id = $2 and status = $3 returning ${correctionState('c')} as state`,
      [
        tx.organization,
        correction.id,
        correction.status,
        to,
        change.kind ?? null,
        change.major ?? null,
        change.reason ?? null,
        change.note ?? null,
        change.decidedBy ?? null,
        change.rejectedBy ?? null,
        change.appeal ?? null,
        change.dueOn ?? null,
        change.newVerdict ?? null,
        tx.now,
      ],
    );
    return row?.state ?? refuse('correction.wrong_state', 'The correction has just changed. Read it again.');
  }

  /** The accepted correction of a claim, which its next verdict version carries out. */
  async accepted(tx: Tx, claim: string): Promise<CorrectionState | undefined> {
    const [row] = await tx.query<{ state: CorrectionState }>(
      `select ${correctionState('c')} as state from correction c where organization_id = $1 and claim_id = $2 and status = 'accepted'`,
      [tx.organization, claim],
    );
    return row?.state;
  }

  /** Who had a part in the verdict that is to be corrected. */
  async involvement(tx: Tx, correction: CorrectionState): Promise<Involvement> {
    const [row] = await tx.query<{ authors: string[]; approvers: string[]; publisher: string | null }>(
      `select array(select member_id::text from verdict_author a where a.organization_id = $1 and a.verdict_id = v.id) as authors,
              array(select voter_id::text from ballot b where b.organization_id = $1 and b.verdict_id = v.id and b.digest = v.digest and b.choice = 'approve') as approvers,
              v.published_by as publisher
         from verdict v where v.organization_id = $1 and v.id = $2`,
      [tx.organization, correction.verdict],
    );
    return {
      authors: row?.authors ?? [],
      approvers: row?.approvers ?? [],
      publisher: row?.publisher ?? null,
      rejectedBy: correction.rejectedBy,
    };
  }

  async get(organization: string, id: string): Promise<SingleRow | undefined> {
    const [row] = await this.connections.read<SingleRow>(
      organization,
      `select ${correctionState('c')}::text as json, c.version, ${isErased('correction', 'c')} from correction c where organization_id = $1 and id = $2`,
      [organization, id],
    );
    return row;
  }

  list(organization: string, filter: CorrectionFilter, page: PageRequest): Promise<ListRow[]> {
    const present = correctionFilters.filter((name) => filter[name] !== undefined);
    const conditions = present.map((name, place) => ` and c.${filterColumns[name]} = $${place + 4}`).join('');
    const late = filter.overdue ? ` and c.status in ${open} and c.due_on < current_date` : '';
    return this.connections.read<ListRow>(
      organization,
      `select c.id, ${correctionState('c')}::text as json from correction c
        where c.organization_id = $1 and c.id < $2${conditions}${late} order by c.id desc limit $3`,
      [organization, page.after ?? lastId, page.limit, ...present.map((name) => filter[name])],
    );
  }
}
