import type { CorrectionStatus } from '#libs/factcheck';
import type { SubjectState } from '#libs/kernel';

/** The correction as events and answers tell it. Who asked from outside is never part of it. */
export const correctionState = (
  c: string,
): string => `json_build_object('id', ${c}.id, 'reference', ${c}.reference, 'claim', ${c}.claim_id,
  'verdict', ${c}.verdict_id, 'status', ${c}.status, 'request', ${c}.request, 'requestedBy', ${c}.requested_by,
  'fromPublic', ${c}.inbox_id is not null, 'kind', ${c}.kind, 'major', ${c}.major, 'decisionReason', ${c}.decision_reason,
  'decidedBy', ${c}.decided_by, 'rejectedBy', ${c}.rejected_by, 'appeal', ${c}.appeal, 'note', ${c}.note, 'dueOn', ${c}.due_on,
  'newVerdict', ${c}.new_verdict_id, 'version', ${c}.version, 'createdAt', instant(${c}.created_at), 'updatedAt', instant(${c}.updated_at),
  'publishedAt', instant(${c}.published_at))`;

export type CorrectionState = SubjectState & {
  readonly reference: string;
  readonly claim: string;
  readonly verdict: string;
  readonly status: CorrectionStatus;
  readonly kind: string | null;
  readonly major: boolean | null;
  readonly note: string | null;
  readonly rejectedBy: string | null;
};
