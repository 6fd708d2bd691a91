import { mostUrgentHours, readyMadeScales } from '#libs/factcheck';
import { Choice, Days, Flag, Inside, InsideEach, Labels, Text, Whole, Wholes } from '../shapes/fields.js';

export class QuorumBody {
  @Whole(1, 50, { about: 'Approved at so many approvals.' })
  approvals!: number;

  @Whole(1, 50, { about: 'Sent back when so many out of these can no longer be had.' })
  of!: number;
}

export class CalendarBody {
  @Wholes(1, 7, { max: 6, about: 'Days off in the week; 1 is Monday.' })
  weekend!: number[];

  @Days({ max: 400, about: 'Days off in the year.' })
  holidays!: string[];
}

export class StageDaysBody {
  @Whole(1, 365, { optional: true })
  submitted?: number;

  @Whole(1, 365, { optional: true })
  accepted?: number;

  @Whole(1, 365, { optional: true })
  checking?: number;

  @Whole(1, 365, { optional: true })
  in_review?: number;
}

export class DeadlinesBody {
  @Whole(1, 365, { optional: true })
  correctionWorkingDays?: number;

  @Inside(() => CalendarBody, { optional: true, about: "The newsroom's own week and holidays." })
  calendar?: CalendarBody;

  @Inside(() => StageDaysBody, { optional: true })
  stageDays?: StageDaysBody;
}

export class UrgentBody {
  @Whole(1, 50, { about: 'Approvals before it goes out.' })
  approvals!: number;

  @Whole(1, mostUrgentHours, { about: 'Hours within which the rest of the quorum is due.' })
  hours!: number;
}

export class RefileBody {
  @Whole(1, 50, { about: 'Approvals for a version that mends a slip of the pen.' })
  approvals!: number;
}

/** null: not allowed. What is not given stays as it is. */
export class ProceduresBody {
  @Inside(() => UrgentBody, { optional: true, nullable: true, about: 'null: not allowed.' })
  urgent?: UrgentBody | null;

  @Inside(() => RefileBody, { optional: true, nullable: true })
  refile?: RefileBody | null;
}

/** What is not given stays as it is. */
export class ChangePolicyBody {
  @Inside(() => QuorumBody, { optional: true })
  quorum?: QuorumBody;

  @Whole(0, 20, { optional: true })
  minIndependentSources?: number;

  @Whole(0, 20, { optional: true })
  minPrimarySources?: number;

  @Flag({ optional: true })
  citationAuthorsMayVote?: boolean;

  @Flag({ optional: true })
  authorMayPublish?: boolean;

  @Inside(() => ProceduresBody, { optional: true, about: 'What is allowed besides the standard way.' })
  procedures?: ProceduresBody;

  @Inside(() => DeadlinesBody, { optional: true })
  deadlines?: DeadlinesBody;
}

export class RatingBody {
  @Text({ max: 64, example: 'mostly_false' })
  code!: string;

  @Labels({ example: { en: 'Mostly false' } })
  labels!: Record<string, string>;

  @Whole(1, 100, { nullable: true, about: 'Its place between worst and best; null for a label outside the order.' })
  value!: number | null;
}

export class OwnScaleBody {
  @Text({ max: 64, example: 'our_scale' })
  code!: string;

  @Whole(1, 100, { about: "ClaimReview's worstRating." })
  worst!: number;

  @Whole(1, 100, { about: "ClaimReview's bestRating." })
  best!: number;

  @InsideEach(() => RatingBody, { min: 1, max: 40 })
  ratings!: RatingBody[];
}

/** One of the two. */
export class ChangeScaleBody {
  @Choice(readyMadeScales.map((scale) => scale.code), { optional: true })
  readyMade?: string;

  @Inside(() => OwnScaleBody, { optional: true })
  own?: OwnScaleBody;
}
