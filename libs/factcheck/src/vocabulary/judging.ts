// Stable codes: stored, exported and sent, so one may be added but none renamed. Labels live elsewhere, per language.

/** `reject` needs a comment, `recuse` a reason. */
export const ballotChoices = ['approve', 'reject', 'recuse'] as const;
export type BallotChoice = (typeof ballotChoices)[number];

/** A retraction has no rating and is balloted like any other verdict. */
export const verdictOutcomes = ['rating', 'retraction'] as const;
export type VerdictOutcome = (typeof verdictOutcomes)[number];

/**
 * How a verdict is judged: by the whole quorum; by some of it now and the rest within hours; or, for a slip of the pen, by
 * few. The last two only where the policy allows them.
 */
export const procedures = ['standard', 'urgent', 'refile'] as const;
export type Procedure = (typeof procedures)[number];

/** `correction`: we were wrong. `update`: new facts. `clarification`: only where nothing false stood. */
export const correctionKinds = ['correction', 'update', 'refile', 'clarification', 'retraction'] as const;
export type CorrectionKind = (typeof correctionKinds)[number];
