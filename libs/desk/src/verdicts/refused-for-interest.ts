import { RefusedButKept, type Tx } from '#libs/database';
import { type Refusal, Refused } from '#libs/kernel';
import type { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import type { Interests } from './interest-store.js';

/**
 * Ends a verb with this no. An interest that was declared in the same call stands all the same, told by an event of its
 * own: whoever was refused because of it could else ask again without a word of it.
 */
export async function refusedWith(
  ledger: Ledger,
  tx: Tx,
  claim: ClaimState,
  interests: Interests,
  no: Refusal,
): Promise<RefusedButKept> {
  if (interests.declared !== 'one' || interests.changes.length === 0) throw new Refused(no);
  await ledger.record(tx, {
    type: 'interest.declared',
    root: claim.id,
    labels: claimLabels(claim),
    changes: interests.changes,
  });
  return new RefusedButKept(no);
}
