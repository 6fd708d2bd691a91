import { refusal, type Ruling } from '#libs/kernel';
import { type Calendar, isLonger, usualCalendar } from '../correction/working-days.js';
import { type Quorum, quorumValid } from '../review/quorum.js';
import { noProcedures, type Procedures, proceduresFault, procedureWeakenings } from './procedures.js';

/** The stages whose length is watched: two of a claim's states, checking, and a verdict's review. */
export const timedStages = ['submitted', 'accepted', 'checking', 'in_review'] as const;
export type TimedStage = (typeof timedStages)[number];

/** An organization's rules of practice, in versions. A verdict keeps the version that was in force when it was submitted. */
export interface Policy {
  readonly version: number;
  readonly quorum: Quorum;
  readonly minIndependentSources: number;
  readonly minPrimarySources: number;
  readonly citationAuthorsMayVote: boolean;
  readonly authorMayPublish: boolean;
  /** None, where a version from before there were any says nothing. */
  readonly procedures?: Procedures;
  readonly deadlines: {
    readonly correctionWorkingDays: number;
    /** The newsroom's own week and holidays; Saturday and Sunday off when not given. */
    readonly calendar?: Calendar;
    readonly stageDays: Readonly<Record<TimedStage, number>>;
  };
}

/** What a desk of two can work under: one person writes and publishes, the other one votes. */
export const defaultPolicy: Policy = {
  version: 1,
  quorum: { approvals: 1, of: 1 },
  minIndependentSources: 1,
  minPrimarySources: 0,
  citationAuthorsMayVote: true,
  authorMayPublish: true,
  procedures: noProcedures,
  deadlines: {
    correctionWorkingDays: 5,
    stageDays: { submitted: 2, accepted: 5, checking: 14, in_review: 3 },
  },
};

/** Whether a policy can be put in force at all. */
export function policyRuling(policy: Policy): Ruling {
  const { quorum, deadlines } = policy;
  if (!quorumValid(quorum)) {
    return refusal(
      'policy.invalid',
      `A quorum of ${quorum.approvals} of ${quorum.of} cannot be met. Ask for at least 1 approval and no more than the number counted.`,
    );
  }
  const whole = { minIndependentSources: policy.minIndependentSources, minPrimarySources: policy.minPrimarySources };
  const days = { correctionWorkingDays: deadlines.correctionWorkingDays, ...deadlines.stageDays };
  const wrong =
    Object.entries(whole).find(([, value]) => !Number.isSafeInteger(value) || value < 0) ??
    Object.entries(days).find(([, value]) => !Number.isSafeInteger(value) || value < 1);
  const fault = wrong ? `${wrong[0]} cannot be ${wrong[1]}.` : proceduresFault(policy);
  return fault ? refusal('policy.invalid', fault) : undefined;
}

/** In which points `after` asks for less than `before`. Not empty: the change needs two people. */
export function weakenings(before: Policy, after: Policy): readonly string[] {
  const rejectionsToStop = ({ approvals, of }: Quorum): number => of - approvals + 1;
  const points: Readonly<Record<string, boolean>> = {
    'quorum.approvals': after.quorum.approvals < before.quorum.approvals,
    'quorum.of': rejectionsToStop(after.quorum) > rejectionsToStop(before.quorum),
    minIndependentSources: after.minIndependentSources < before.minIndependentSources,
    minPrimarySources: after.minPrimarySources < before.minPrimarySources,
    citationAuthorsMayVote: after.citationAuthorsMayVote && !before.citationAuthorsMayVote,
    authorMayPublish: after.authorMayPublish && !before.authorMayPublish,
    ...procedureWeakenings(before, after),
    // What readers were promised. How long a stage may take is the desk's own affair.
    'deadlines.correctionWorkingDays': after.deadlines.correctionWorkingDays > before.deadlines.correctionWorkingDays,
    'deadlines.calendar': isLonger(
      before.deadlines.calendar ?? usualCalendar,
      after.deadlines.calendar ?? usualCalendar,
    ),
  };
  return Object.keys(points).filter((point) => points[point]);
}
