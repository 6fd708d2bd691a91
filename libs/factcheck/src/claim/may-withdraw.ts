import { refusal, type Ruling } from '#libs/kernel';
import type { ClaimStatus } from './claim-workflow.js';

/** Whoever submitted a claim takes it back only while nobody has taken it up; after that an editor does. */
export function mayWithdraw(
  who: { readonly isEditor: boolean; readonly isSubmitter: boolean },
  status: ClaimStatus,
): Ruling {
  if (who.isEditor) return undefined;
  if (!who.isSubmitter) {
    return refusal(
      'claim.not_submitter',
      'You did not submit this claim. Ask its submitter or an editor to withdraw it.',
    );
  }
  return status === 'submitted'
    ? undefined
    : refusal(
        'claim.wrong_state',
        `This claim is ${status}: its submitter withdraws it only while it is submitted. Ask an editor.`,
        { facts: { state: status, action: 'withdraw' } },
      );
}
