// Stable codes: stored, exported and sent, so one may be added but none renamed. Labels live elsewhere, per language.

/** `reject` needs a comment, `recuse` a reason. */
export const ballotChoices = ['approve', 'reject', 'recuse'] as const;
export type BallotChoice = (typeof ballotChoices)[number];

/** A retraction has no rating and is balloted like any other verdict. */
export const verdictOutcomes = ['rating', 'retraction'] as const;
export type VerdictOutcome = (typeof verdictOutcomes)[number];

/** `correction`: we were wrong. `update`: new facts. `clarification`: only where nothing false stood. */
export const correctionKinds = ['correction', 'update', 'refile', 'clarification', 'retraction'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];
