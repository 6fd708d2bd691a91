// Stable codes: stored, exported and sent, so one may be added but none renamed. Labels live elsewhere, per language.

export const sourceKinds = ['document', 'dataset', 'person', 'outlet'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const stances = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof stances)[number];

/** `captured`: we hold the bytes. `linked`: the address only. `consulted`: a person or document was seen, by whom and when. */
export const citationModes = ['captured', 'linked', 'consulted'] as const;
export type CitationMode = (typeof citationModes)[number];

/** `background` and `off_record` never count towards sufficiency. */
export const accessKinds = [
  'open',
  'paywalled',
  'on_request',
  'interview_on_record',
  'background',
  'off_record',
] as const;
export type AccessKind = (typeof accessKinds)[number];

/** Which edition of a figure: as first published, or revised since. */
export const vintages = ['first', 'revised'] as const;
export type Vintage = (typeof vintages)[number];

/** `uploaded` and `fetched`: we hold the bytes. `requested`: a worker will fetch them. */
export const captureStatuses = ['uploaded', 'requested', 'fetched', 'failed'] as const;
export type CaptureStatus = (typeof captureStatuses)[number];

/** Why evidence that the policy finds too thin carries a verdict: there is one relevant source, or another reason. */
export const overrideKinds = ['single_relevant_source', 'other'] as const;
export type OverrideKind = (typeof overrideKinds)[number];

/** What is confidential: who an unnamed source is, how something was obtained, what a lawyer said. */
export const confidentialMatters = ['identity', 'provenance', 'legal_advice'] as const;
export type ConfidentialMatter = (typeof confidentialMatters)[number];

/** What confidential text may belong to. */
export const confidentialSubjects = ['source', 'citation', 'claim'] as const;
export type ConfidentialSubject = (typeof confidentialSubjects)[number];
