import { refuse } from '#libs/kernel';
import type { ClaimState } from '../claims/claim-state.js';

// Evidence is gathered while a claim is open; what a verdict already froze is not touched by more.
const open: readonly string[] = ['submitted', 'accepted', 'checking', 'published', 'suspended'];

export function demandOpenEvidence(claim: ClaimState): void {
  if (!open.includes(claim.status)) {
    refuse('citation.evidence_frozen', `This claim is ${claim.status}; reopen it before you touch its evidence.`);
  }
}
