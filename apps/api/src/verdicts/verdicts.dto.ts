import {
  type BallotChoice,
  ballotChoices,
  interestDeclarations,
  type OverrideKind,
  overrideKinds,
  type Procedure,
  procedures,
} from '#libs/factcheck';
import type { InterestInput } from '#libs/desk';
import { refuse } from '#libs/kernel';
import { Choice, Inside, InsideEach, Moment, PartialDate, Text, UuidField, Uuids } from '../shapes/fields.js';
import { Past } from '../shapes/past.js';

export class InterestsBody {
  @Choice(interestDeclarations, { about: 'Whether you have an interest in this claim.' })
  declared!: 'none' | 'one';

  @Text({ max: 2_000, optional: true, about: 'Which one.' })
  description?: string;
}

export class PrecedentBody {
  @UuidField({ about: 'A verdict that was published.' })
  id!: string;

  @Text({ max: 2_000, optional: true, about: 'Why this verdict departs from it, if it does.' })
  departsBecause?: string;
}

export class DraftVerdictBody {
  @Text({ max: 60, about: 'A code of the rating scale in force.', example: 'false' })
  rating!: string;

  @Text({ max: 1_000 })
  summary!: string;

  @Text({ max: 40_000 })
  rationale!: string;

  @Uuids({ min: 0, about: 'The citations of this claim that it rests on.' })
  citations!: string[];

  @Uuids({ min: 1, optional: true, about: 'The utterances it judges; all of the claim when not given.' })
  utterances?: string[];

  @PartialDate({ optional: true, about: 'Rated on what was known then; today when not given.' })
  @Past()
  judgedAsOf?: string;

  @PartialDate({ optional: true, about: 'Evidence up to this day was considered; today when not given.' })
  @Past()
  evidenceCutOff?: string;

  @InsideEach(() => PrecedentBody, { optional: true, max: 20, about: 'Earlier verdicts that were considered.' })
  precedents?: PrecedentBody[];
}

export class EditVerdictBody {
  @Text({ max: 60, optional: true, about: 'A code of the rating scale in force.', example: 'false' })
  rating?: string;

  @Text({ max: 1_000, optional: true })
  summary?: string;

  @Text({ max: 40_000, optional: true })
  rationale?: string;

  @Uuids({ min: 0, optional: true, about: 'In place of the citations it has.' })
  citations?: string[];

  @Uuids({ min: 1, optional: true, about: 'In place of the utterances it judges.' })
  utterances?: string[];

  @PartialDate({ optional: true })
  @Past()
  judgedAsOf?: string;

  @PartialDate({ optional: true })
  @Past()
  evidenceCutOff?: string;

  @InsideEach(() => PrecedentBody, { optional: true, max: 20, about: 'In place of the precedents it names.' })
  precedents?: PrecedentBody[];
}

export class DraftRetractionBody {
  @Text({ max: 1_000, about: 'What readers will see in place of the verdict.' })
  notice!: string;

  @Text({ max: 40_000, about: 'Why it is taken back.' })
  rationale!: string;

  @Uuids({ min: 0, optional: true, about: 'Citations of this claim that show it.' })
  citations?: string[];
}

export class HandOverBody {
  @UuidField({ about: 'A researcher or an editor, who becomes an author for ever.' })
  member!: string;
}

export class ReasonBody {
  @Text({ max: 2_000 })
  reason!: string;
}

export class ScheduleVerdictBody {
  @Moment({ about: 'When it goes out.', example: '2025-05-09T06:00:00Z' })
  at!: string;

  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;
}

export class SubmitVerdictBody {
  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;

  @Text({
    max: 2_000,
    optional: true,
    about: 'Why the evidence is enough although the policy asks for more. Stays visible.',
  })
  overrideReason?: string;

  @Choice(overrideKinds, {
    optional: true,
    about: 'What kind of override it is; "other" when only a reason is given. Stays visible.',
  })
  override?: OverrideKind;

  @Choice(procedures, {
    optional: true,
    about:
      'How it is to be judged; "standard" when not given. "urgent" and "refile" where the policy allows them, and readers see it.',
  })
  procedure?: Procedure;
}

export class CastBallotBody {
  @Choice(ballotChoices)
  choice!: BallotChoice;

  @Text({ min: 64, max: 64, about: 'The digest of the version you read.' })
  digest!: string;

  @Text({ max: 10_000, optional: true, about: 'Needed to reject.' })
  comment?: string;

  @Text({ max: 2_000, optional: true, about: 'Needed to recuse.' })
  reason?: string;

  @Text({ max: 60, optional: true, about: 'The rating you would give, by its code; only to reject.' })
  suggestedRating?: string;

  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;
}

export class PublishVerdictBody {
  @Text({ max: 2_000, optional: true, about: 'Needed to publish what is scheduled before its time.' })
  reason?: string;

  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;
}

/** Nothing, or a declaration that says which interest when there is one. */
export function interestInput(body: InterestsBody | undefined): { interests?: InterestInput } {
  if (!body) return {};
  if (body.declared === 'none') return { interests: { declared: 'none' } };
  const description =
    body.description ??
    refuse('request.invalid', 'interests.description: say which interest you have.', {
      errors: [{ field: 'interests.description', message: 'is needed when you have an interest' }],
    });
  return { interests: { declared: 'one', description } };
}
