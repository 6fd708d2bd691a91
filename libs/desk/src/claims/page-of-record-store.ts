import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { claimState, type ClaimState } from './claim-state.js';

/** Where readers find the check, and what the CMS calls it. */
export interface PageOfRecord {
  readonly url: string;
  readonly cmsId: string | null;
}

/** A column of the claim's row, which is locked already. */
@Injectable()
export class PageOfRecordStore {
  async set(tx: Tx, claim: ClaimState, page: PageOfRecord | null): Promise<ClaimState> {
    const [row] = await tx.query<{ state: ClaimState }>(
      `update claim c set page_of_record = $3, version = version + 1, updated_at = $4
        where organization_id = $1 and id = $2 returning ${claimState('c')} as state`,
      [tx.organization, claim.id, page === null ? null : JSON.stringify(page), tx.now],
    );
    return (row as { state: ClaimState }).state;
  }
}
