import type { ErasableRef, ErasureExemption, ErasureGround, ErasureStatus } from '#libs/factcheck';
import type { SubjectState } from '#libs/kernel';

/** The erasure as events and answers tell it. Of a request the law wants an answer within a month (GDPR Art. 12(3)). */
export const erasureState = (
  e: string,
): string => `json_build_object('id', ${e}.id, 'status', ${e}.status, 'ground', ${e}.ground, 'reason', ${e}.reason,
  'subjects', ${e}.subjects, 'exemption', ${e}.exemption, 'decisionReason', ${e}.decision_reason, 'erased', ${e}.erased,
  'requestedBy', ${e}.requested_by, 'decidedBy', ${e}.decided_by,
  'dueOn', to_char(${e}.created_at at time zone 'UTC' + interval '1 month', 'YYYY-MM-DD'), 'version', ${e}.version,
  'createdAt', instant(${e}.created_at), 'decidedAt', instant(${e}.decided_at))`;

export type ErasureState = SubjectState & {
  readonly status: ErasureStatus;
  readonly ground: ErasureGround;
  readonly subjects: readonly ErasableRef[];
  readonly exemption: ErasureExemption | null;
  readonly requestedBy: string;
  readonly decidedBy: string | null;
};
