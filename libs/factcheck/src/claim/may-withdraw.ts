import { refusal, type Ruling } from '#libs/kernel';
import type { ClaimStatus } from './claim-workflow.js';

/**
 * Whoever submitted a claim takes it back only while nobody has taken it up, and nobody else's was merged into it; after
 * that an editor does.
 */
export function mayWithdraw(
  who: { readonly isEditor: boolean; readonly isSubmitter: boolean },
  claim: { readonly status: ClaimStatus; readonly mergedHere: string | undefined },
): Ruling {
  if (who.isEditor) return undefined;
  if (!who.isSubmitter) {
    return refusal(
      'claim.not_submitter',
      'You did not submit this claim. Ask its submitter or an editor to withdraw it.',
    );
  }
  if (claim.status !== 'submitted') {
    return refusal(
      'claim.wrong_state',
      `This claim is ${claim.status}: its submitter withdraws it only while it is submitted. Ask an editor.`,
      { facts: { state: claim.status, action: 'withdraw' } },
    );
  }
  return claim.mergedHere === undefined
    ? undefined
    : refusal(
        'claim.not_submitter',
        `${claim.mergedHere} was merged into this claim and would go with it. Ask an editor.`,
        {
          facts: { merged: claim.mergedHere },
        },
      );
}
