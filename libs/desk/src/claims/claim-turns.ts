import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import type { ClaimStatus, HoldKind } from '#libs/factcheck';
import { refuse } from '#libs/kernel';
import { claimState, type ClaimState } from './claim-state.js';

export interface Turn {
  /** Why, in words. */
  readonly reason?: string;
  readonly closingReason?: string;
  readonly closingNote?: string;
  readonly duplicateOf?: string;
}

/** The steps that end a claim, open it again, or stop it for a while. */
@Injectable()
export class ClaimTurns {
  /**
   * One step, only from the state it was read in. What belongs to one state alone (why it was declined, what it is a
   * duplicate of, since when it is suspended) goes with that state.
   */
  async turn(tx: Tx, claim: ClaimState, to: ClaimStatus, change: Turn): Promise<ClaimState> {
    return this.changed(
      await tx.query<{ state: ClaimState }>(
        `update claim c set status = $4, step_reason = coalesce($5, step_reason),
           closing_reason = case when $4 = 'declined' then $6 end, closing_note = case when $4 = 'declined' then $7 end,
           duplicate_of = case when $4 = 'duplicate' then $8::uuid end,
           suspended_at = case when $4 = 'suspended' then $9::timestamptz end, version = version + 1, updated_at = $9
         where organization_id = $1 and id = $2 and status = $3 returning ${claimState('c')} as state`,
        [
          tx.organization,
          claim.id,
          claim.status,
          to,
          change.reason ?? null,
          change.closingReason ?? null,
          change.closingNote ?? null,
          change.duplicateOf ?? null,
          tx.now,
        ],
      ),
    );
  }

  async hold(tx: Tx, claim: ClaimState, by: string, hold: { kind: HoldKind; reason: string }): Promise<ClaimState> {
    return this.changed(
      await tx.query<{ state: ClaimState }>(
        `update claim c set hold_kind = $3, hold_reason = $4, held_by = $5, held_at = $6, version = version + 1, updated_at = $6
         where organization_id = $1 and id = $2 and hold_kind is null returning ${claimState('c')} as state`,
        [tx.organization, claim.id, hold.kind, hold.reason, by, tx.now],
      ),
    );
  }

  async release(tx: Tx, claim: ClaimState): Promise<ClaimState> {
    return this.changed(
      await tx.query<{ state: ClaimState }>(
        `update claim c set hold_kind = null, hold_reason = null, held_by = null, held_at = null, version = version + 1, updated_at = $3
         where organization_id = $1 and id = $2 and hold_kind is not null returning ${claimState('c')} as state`,
        [tx.organization, claim.id, tx.now],
      ),
    );
  }

  /** One that was merged into this one, if there is any. */
  async mergedHere(tx: Tx, id: string): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `select id from claim where organization_id = $1 and duplicate_of = $2 limit 1`,
      [tx.organization, id],
    );
    return row?.id;
  }

  private changed(rows: readonly { readonly state: ClaimState }[]): ClaimState {
    return rows[0]?.state ?? refuse('claim.wrong_state', 'The claim has just changed. Read it again.');
  }
}
