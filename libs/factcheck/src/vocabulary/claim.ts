// Stable codes: stored, exported and sent, so one may be added but none renamed. Labels live elsewhere, per language.

export const givenClaimKinds = [
  'quantity',
  'date',
  'duration',
  'event',
  'causal',
  'attribution',
  'quotation',
  'affiliation',
  'legal',
  'authenticity',
  'prediction',
  'opinion',
] as const;

/** `unclassified` is nobody's choice: what came with an archive, where nobody said. */
export const claimKinds = [...givenClaimKinds, 'unclassified'] as const;
export type ClaimKind = (typeof claimKinds)[number];

/** `stated`: the outlet's own words. `implied` needs a reason, which is shown publicly. */
export const utteranceModes = ['verbatim', 'paraphrase', 'stated', 'implied'] as const;
export type UtteranceMode = (typeof utteranceModes)[number];

export const claimantKinds = ['person', 'organization', 'outlet', 'unknown'] as const;
export type ClaimantKind = (typeof claimantKinds)[number];

/** Where a claim came from, recorded at submit. */
export const origins = ['reader', 'monitoring', 'editor', 'partner'] as const;
export type Origin = (typeof origins)[number];

/** Why a claim was selected, recorded at accept. */
export const selectionReasons = ['reach', 'importance', 'harm', 'requests'] as const;
export type SelectionReason = (typeof selectionReasons)[number];

/** Why a claim was declined or dropped; `other` comes with words, which are never public. */
export const declineReasons = [
  'opinion',
  'prediction',
  'not_checkable',
  'out_of_scope',
  'no_capacity',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** How one claim stands to another. `contradicts`: both cannot be true; `in_tension_with`: they could be. */
export const claimLinks = [
  'in_tension_with',
  'contradicts',
  'repeats',
  'part_of',
  'follow_up_to',
  'translation_of',
] as const;
export type ClaimLink = (typeof claimLinks)[number];

/** What a claim may be put on hold for: a lawyer's question, or somebody's safety. */
export const holdKinds = ['legal', 'security'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** What a comment may hang on. */
export const commentSubjects = ['claim', 'citation', 'verdict'] as const;
export type CommentSubject = (typeof commentSubjects)[number];

/** The words of a verdict that a comment may point into. */
export const passageFields = ['summary', 'rationale'] as const;
export type PassageField = (typeof passageFields)[number];
