import { refusal, type Ruling } from '#libs/kernel';
import { wrongState } from '../wrong-state.js';
import { type ClaimStatus, claimWorkflow } from './claim-workflow.js';

/** Whether a claim is on its way to a verdict: only then are its words, its parts and its sayings still being found. */
export const claimIsOpen = (status: ClaimStatus): boolean =>
  status === 'submitted' || status === 'accepted' || status === 'checking';

/**
 * Whether the words that are judged may change. `frozenBy` is the number of a verdict version that was submitted on them
 * and neither given up nor taken back: its ballots, and readers, hold it to those words.
 */
export function mayReword(claim: { readonly status: ClaimStatus }, frozenBy: number | undefined): Ruling {
  if (frozenBy !== undefined) {
    return refusal(
      'claim.wording_frozen',
      `Verdict version ${frozenBy} was submitted on this wording. Recall, revise or abandon it first; what was published keeps its words.`,
      { facts: { verdict: frozenBy } },
    );
  }
  return claimIsOpen(claim.status) ? undefined : wrongState('claim', claimWorkflow, claim.status, 'amend the wording');
}
