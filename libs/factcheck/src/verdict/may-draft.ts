import { refusal, type Ruling } from '#libs/kernel';
import type { ClaimStatus } from '../claim/claim-workflow.js';
import type { CorrectionKind } from '../vocabulary/judging.js';

/**
 * Whether a version with a rating may be drafted on a claim in this state. What is published changes only because
 * somebody uninvolved decided that it must: `acceptedCorrection` is that decision, not yet carried out.
 */
export function mayDraftAgain(
  claim: { readonly status: ClaimStatus },
  acceptedCorrection: { readonly kind: CorrectionKind } | undefined,
): Ruling {
  if (claim.status === 'checking') return undefined;
  if (claim.status === 'suspended') {
    return refusal(
      'claim.wrong_state',
      'This claim is suspended: restore it (POST /v1/claims/{id}/restore) before its next version, or draft a retraction.',
    );
  }
  if (claim.status !== 'published') {
    return refusal(
      'claim.wrong_state',
      `A verdict is drafted while a claim is being checked; this one is ${claim.status}. Assign it first.`,
    );
  }
  if (!acceptedCorrection) {
    return refusal(
      'verdict.correction_needed',
      'This claim is published. Its next version carries out an accepted correction, and there is none: ask for one (POST /v1/claims/{id}/corrections).',
    );
  }
  return acceptedCorrection.kind === 'retraction'
    ? refusal(
        'verdict.correction_needed',
        'The accepted correction is a retraction. Draft its notice (POST /v1/claims/{id}/retractions).',
      )
    : undefined;
}

/** Whether a notice of retraction may be drafted: only of what stands published, or was suspended from it. */
export const mayDraftRetraction = (claim: { readonly status: ClaimStatus }): Ruling =>
  claim.status === 'published' || claim.status === 'suspended'
    ? undefined
    : refusal('claim.wrong_state', `Only what is published can be retracted; this claim is ${claim.status}.`);
