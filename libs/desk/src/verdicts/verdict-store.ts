import { Injectable } from '@nestjs/common';
import { Connections, type Tx } from '#libs/database';
import type { Contribution, VerdictContent, VerdictStatus } from '#libs/factcheck';
import { type PageRequest, refuse } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { lastId, type ListRow, type SingleRow } from '../reads.js';
import { verdictState, type VerdictState } from './verdict-state.js';

/** What a step changes besides the status. Whatever leaves `scheduled` without being published forgets its time. */
export interface VerdictStep {
  readonly submitted?: boolean;
  readonly schedule?: { readonly id: string; readonly at: string };
  readonly published?: { readonly by: string | null; readonly correction?: string; readonly liftedBecause?: string };
}

@Injectable()
export class VerdictStore {
  constructor(
    private readonly connections: Connections,
    private readonly claims: ClaimStore,
  ) {}

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

  /** One step of the workflow, only from the state it was read in. */
  async move(tx: Tx, verdict: VerdictState, to: VerdictStatus, change: VerdictStep = {}): Promise<VerdictState> {
    const { published, schedule } = change;
    const moved = await tx.query(
      `update verdict set status = $4, version = version + 1, updated_at = $5,
         submitted_at = case when $6 then $5::timestamptz else submitted_at end,
         published_at = case when $7 then $5::timestamptz else published_at end,
         published_by = case when $7 then $8::uuid else published_by end,
         correction_id = coalesce($9, correction_id), embargo_lifted_because = coalesce($10, embargo_lifted_because),
         schedule_id = $11,
         scheduled_for = case when $4 in ('published', 'superseded', 'retracted') then scheduled_for else $12::timestamptz end,
         scheduled_by = case when $4 in ('published', 'superseded', 'retracted') then scheduled_by else $13::uuid end
       where organization_id = $1 and id = $2 and status = $3 returning 1`,
      [
        tx.organization,
        verdict.id,
        verdict.status,
        to,
        tx.now,
        change.submitted ?? false,
        published !== undefined,
        published?.by ?? null,
        published?.correction ?? null,
        published?.liftedBecause ?? null,
        schedule?.id ?? null,
        schedule?.at ?? null,
        schedule ? (tx.actor.member ?? null) : null,
      ],
    );
    if (moved.length === 0) refuse('verdict.wrong_state', 'The verdict has just changed. Read it again.');
    return this.read(tx, verdict.id);
  }

  /** The verdict that is scheduled under this name, if it still is. */
  async scheduledAs(tx: Tx, schedule: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `select id from verdict where organization_id = $1 and schedule_id = $2`,
      [tx.organization, schedule],
    );
    return row?.id;
  }

  /** The version that stands published on this claim, if there is one. */
  async published(tx: Tx, claim: string): Promise<VerdictState | undefined> {
    const [row] = await tx.query<{ state: VerdictState }>(
      `select ${verdictState('v')} as state from verdict v where organization_id = $1 and claim_id = $2 and status = 'published'`,
      [tx.organization, claim],
    );
    return row?.state;
  }

  /** The frozen content, as it was submitted; undefined for what was never submitted here. */
  async frozen(tx: Tx, id: string): Promise<VerdictContent | undefined> {
    const [row] = await tx.query<{ content: VerdictContent | null }>(
      `select convert_from(content, 'UTF8')::json as content from verdict where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    return row?.content ?? undefined;
  }

  /** When the claim's first version went out. */
  async firstPublishedAt(tx: Tx, claim: string): Promise<string | undefined> {
    const [row] = await tx.query<{ at: string | null }>(
      `select instant(min(published_at)) as at from verdict where organization_id = $1 and claim_id = $2`,
      [tx.organization, claim],
    );
    return row?.at ?? undefined;
  }

  /**
   * Everyone who ever changed its content, and since when; and the content of the claim's versions that never went out,
   * because whoever writes on takes over their words.
   */
  authors(tx: Tx, verdict: string): Promise<Contribution[]> {
    return tx.query<Contribution & { member: string }>(
      `select a.member_id as member, instant(min(a.since)) as at
         from verdict own
         join verdict v on v.organization_id = own.organization_id and v.claim_id = own.claim_id
                       and (v.id = own.id or v.published_at is null)
         join verdict_author a on a.organization_id = v.organization_id and a.verdict_id = v.id
        where own.organization_id = $1 and own.id = $2
        group by a.member_id`,
      [tx.organization, verdict],
    );
  }

  /** What a verb answers and tells after its last change. */
  async read(tx: Tx, id: string): Promise<VerdictState> {
    const [row] = await tx.query<{ state: VerdictState }>(
      `select ${verdictState('v')} as state from verdict v where organization_id = $1 and id = $2`,
      [tx.organization, id],
    );
    return (row as { state: VerdictState }).state;
  }

  /** A verdict of a claim that is locked already. */
  async ofClaim(tx: Tx, claim: string, id: string): Promise<VerdictState | undefined> {
    const [row] = await tx.query<{ state: VerdictState }>(
      `select ${verdictState('v')} as state from verdict v where organization_id = $1 and claim_id = $2 and id = $3`,
      [tx.organization, claim, id],
    );
    return row?.state;
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
