import type { ClaimKind, ClaimStatus, Hold, Origin, Quantity } from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import type { NewEvent } from '#libs/ledger';

/** The claim as events and answers tell it: the one expression that gives its JSON. `reason`: why it is on hold, for whoever may read that. */
export const claimState = (
  c: string,
  reason = `${c}.hold_reason`,
): string => `json_build_object('id', ${c}.id, 'statement', ${c}.statement, 'kind', ${c}.kind,
  'language', ${c}.language, 'quantity', ${c}.quantity, 'status', ${c}.status, 'origin', ${c}.origin,
  'selectionReason', ${c}.selection_reason, 'selectionNote', ${c}.selection_note, 'closingReason', ${c}.closing_reason,
  'closingNote', ${c}.closing_note, 'priority', ${c}.priority, 'assignee', ${c}.assignee_id, 'dueOn', ${c}.due_on,
  'missing', ${c}.missing, 'reviewBy', ${c}.review_by, 'submittedBy', json_build_object('member', ${c}.submitted_by_member, 'key', ${c}.submitted_by_key),
  'topics', ${c}.topics, 'duplicateOf', ${c}.duplicate_of, 'hold', case when ${c}.hold_kind is not null then json_build_object('kind', ${c}.hold_kind,
  'reason', ${reason}, 'by', ${c}.held_by, 'since', instant(${c}.held_at)) end, 'suspendedAt', instant(${c}.suspended_at),
  'stepReason', ${c}.step_reason, 'pageOfRecord', ${c}.page_of_record, 'publishedVerdict', ${c}.published_verdict_id, 'version', ${c}.version, 'createdAt', instant(${c}.created_at),
  'updatedAt', instant(${c}.updated_at))`;

export type ClaimState = JsonObject & {
  readonly id: string;
  readonly statement: string;
  readonly kind: ClaimKind;
  readonly language: string;
  readonly quantity: (Quantity & JsonObject) | null;
  readonly origin: Origin;
  readonly priority: number;
  readonly status: ClaimStatus;
  readonly assignee: string | null;
  readonly reviewBy: string | null;
  readonly submittedBy: { readonly member: string | null; readonly key: string | null };
  /** Codes, in alphabetical order. */
  readonly topics: readonly string[];
  readonly duplicateOf: string | null;
  readonly hold: (Hold & JsonObject) | null;
  readonly suspendedAt: string | null;
  readonly pageOfRecord: JsonObject | null;
  readonly publishedVerdict: string | null;
  readonly version: number;
};

/** What readers of the log choose events by. */
export const claimLabels = ({ language, status, topics }: ClaimState): NonNullable<NewEvent['labels']> => ({
  language,
  status,
  topics,
});
