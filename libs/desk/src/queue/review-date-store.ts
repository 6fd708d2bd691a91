import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { type ClaimState, claimState } from '../claims/claim-state.js';

/** The day a published claim is to be looked at again: a column of the claim's row, which is locked already. */
@Injectable()
export class ReviewDateStore {
  async set(tx: Tx, claim: ClaimState, reviewBy: string | null): Promise<ClaimState> {
    const [row] = await tx.query<{ state: ClaimState }>(
      `update claim c set review_by = $3::date, version = version + 1, updated_at = $4
        where organization_id = $1 and id = $2 returning ${claimState('c')} as state`,
      [tx.organization, claim.id, reviewBy, tx.now],
    );
    return (row as { state: ClaimState }).state;
  }
}
