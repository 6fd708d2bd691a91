import type { CommentSubject, PassageField } from '#libs/factcheck';
import type { JsonObject, SubjectState } from '#libs/kernel';

/** The comment as events and answers tell it. */
export const commentState = (c: string): string => `json_build_object('id', ${c}.id, 'claim', ${c}.claim_id,
  'subject', json_build_object('type', ${c}.subject_type, 'id', ${c}.subject_id), 'passage', ${c}.passage, 'replyTo', ${c}.reply_to,
  'author', ${c}.author_id, 'text', ${c}.body, 'resolvedAt', instant(${c}.resolved_at), 'resolvedBy', ${c}.resolved_by,
  'version', ${c}.version, 'createdAt', instant(${c}.created_at))`;

export interface Subject {
  readonly type: CommentSubject;
  readonly id: string;
}

/** Words of a verdict as they stood when this was said. Positions are those of the field's text in its normal form. */
export type Passage = JsonObject & {
  readonly field: PassageField;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
  readonly utf16Start: number;
  readonly utf16End: number;
  /** The verdict's version at that time. */
  readonly verdictVersion: number;
};

export type CommentState = SubjectState & {
  readonly claim: string;
  readonly subject: Subject;
  readonly passage: Passage | null;
  readonly replyTo: string | null;
  readonly resolvedAt: string | null;
};
