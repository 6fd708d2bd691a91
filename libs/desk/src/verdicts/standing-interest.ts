import { RefusedButKept, type Tx } from '#libs/database';
import { Refused } from '#libs/kernel';
import type { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import type { Interests } from './interest-store.js';

/**
 * The rest of a verb in which somebody declared their interests. Where it says no, for whatever reason, an interest that
 * was declared in the same call stands all the same, told by an event of its own: whoever was refused could else ask
 * again without a word of it. Of everything else that the rest wrote nothing is left.
 */
export async function withStandingInterest<T>(
  { tx, ledger, claim }: { readonly tx: Tx; readonly ledger: Ledger; readonly claim: ClaimState },
  interests: Interests,
  rest: () => Promise<T>,
): Promise<T | RefusedButKept> {
  if (interests.declared !== 'one' || interests.changes.length === 0) return rest();
  await tx.query('savepoint declared');
  try {
    return await rest();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    await tx.query('rollback to savepoint declared');
    await ledger.record(tx, {
      type: 'interest.declared',
      root: claim.id,
      labels: claimLabels(claim),
      changes: interests.changes,
    });
    return new RefusedButKept(error.refusal);
  }
}
