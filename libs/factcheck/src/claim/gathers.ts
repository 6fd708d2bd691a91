import { refusal, type Ruling } from '#libs/kernel';
import type { ClaimStatus } from './claim-workflow.js';
import { claimIsOpen } from './may-reword.js';

interface Standing {
  readonly id: string;
  readonly status: ClaimStatus;
  readonly duplicateOf: string | null;
}

/** Whether new sayings of a claim still find it: what was published is repeated too, what was closed hears of nothing. */
export const claimGathers = (status: ClaimStatus): boolean =>
  claimIsOpen(status) || status === 'published' || status === 'suspended';

export function maySayAgain({ status, duplicateOf }: Standing): Ruling {
  if (claimGathers(status)) return undefined;
  return refusal(
    'claim.wrong_state',
    duplicateOf
      ? `This claim was merged into ${duplicateOf}. Add the saying there.`
      : `This claim is ${status}; reopen it before you add to it.`,
    { facts: { state: status, duplicateOf } },
  );
}

/** Whether another claim may be merged into this one. Into a closed one it would go without a reason, and out of every queue. */
export function mayTakeIn({ id, status, duplicateOf }: Standing): Ruling {
  if (duplicateOf) {
    return refusal('claim.merge_chain', `${id} was merged into ${duplicateOf}. Merge into that one.`, {
      facts: { duplicateOf },
    });
  }
  if (claimGathers(status)) return undefined;
  return refusal(
    'claim.wrong_state',
    `${id} is ${status}, so nothing can be merged into it. Reopen it first, or end this one too, with a reason of its own.`,
    { facts: { state: status, target: id } },
  );
}

/**
 * Whether a claim may go without a word to readers. One that went out once has an address, and what stands there stays
 * readable, also when its check is taken up again.
 */
export const mayGoUnseen = ({ publishedVerdict }: { readonly publishedVerdict: string | null }): Ruling =>
  publishedVerdict === null
    ? undefined
    : refusal(
        'claim.wrong_state',
        'Readers have seen a verdict on this claim, and what stands at its address stays: it is neither merged nor withdrawn. Decline or drop it, or publish another verdict.',
        { facts: { publishedVerdict } },
      );
