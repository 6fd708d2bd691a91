import type { ClaimStatus } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';

/** The claim as events and answers tell it: the one expression that gives its JSON. */
export const claimState = (
  c: string,
): string => `json_build_object('id', ${c}.id, 'statement', ${c}.statement, 'kind', ${c}.kind,
  'language', ${c}.language, 'quantity', ${c}.quantity, 'status', ${c}.status, 'origin', ${c}.origin,
  'selectionReason', ${c}.selection_reason, 'selectionNote', ${c}.selection_note, 'closingReason', ${c}.closing_reason,
  'closingNote', ${c}.closing_note, 'priority', ${c}.priority, 'assignee', ${c}.assignee_id, 'dueOn', ${c}.due_on,
  'missing', ${c}.missing, 'submittedBy', json_build_object('member', ${c}.submitted_by_member, 'key', ${c}.submitted_by_key),
  'publishedVerdict', ${c}.published_verdict_id, 'version', ${c}.version, 'createdAt', instant(${c}.created_at),
  'updatedAt', instant(${c}.updated_at))`;

export type ClaimState = JsonObject & {
  readonly id: string;
  readonly statement: string;
  readonly kind: string;
  readonly language: string;
  readonly status: ClaimStatus;
  readonly assignee: string | null;
  readonly publishedVerdict: string | null;
  readonly version: number;
};
