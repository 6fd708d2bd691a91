import type { SubjectType } from '../access/visibility-table.js';

/** Why personal data must go: the grounds of GDPR Art. 17(1), in their order, and what else the law may order. */
export const erasureGrounds = [
  'no_longer_necessary',
  'consent_withdrawn',
  'objection',
  'unlawful_processing',
  'legal_obligation',
  'child_service',
  'court_order',
  'authority_order',
  'other_law',
] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/**
 * Why it may stay: GDPR Art. 17(3)(a) to (e), the journalistic exemption of Art. 85; or the request is none: unfounded or
 * excessive (Art. 12(5)), by somebody who has not shown who they are (Art. 12(6)), or without a ground.
 */
export const erasureExemptions = [
  'freedom_of_expression',
  'legal_duty',
  'public_health',
  'archive_in_public_interest',
  'legal_claims',
  'journalism',
  'unfounded_or_excessive',
  'identity_not_shown',
  'no_ground',
] as const;
export type ErasureExemption = (typeof erasureExemptions)[number];

export const erasureStatuses = ['requested', 'erased', 'refused'] as const;
export type ErasureStatus = (typeof erasureStatuses)[number];

/** Subjects of events that hold something of a person which can go without changing what was judged. */
export const erasableSubjects = [
  'claimant',
  'utterance',
  'article',
  'external_review',
  'enquiry',
  'comment',
  'interest',
  'correction',
  'capture',
  'confidential_note',
  'member',
  'key',
] as const satisfies readonly SubjectType[];

/** Those, and what is no event: a reader's request that waits in the inbox or came from there. */
export const erasableTypes = [...erasableSubjects, 'inbox_request'] as const;
export type ErasableType = (typeof erasableTypes)[number];

/** Something to be erased: ids only, so that the register of erasures holds nothing of anybody. */
export type ErasableRef = { readonly type: ErasableType; readonly id: string };

/** Where data of a person lies. A room of the house takes care of each; erasing is refused where one does not. */
export const erasurePlaces = [
  'ledger',
  'idempotent_answers',
  'members',
  'claims',
  'inbox',
  'captures',
  'confidential',
  'archive',
  'reports',
  'webhook_attempts',
] as const;
export type ErasurePlaceName = (typeof erasurePlaces)[number];
