import { type BallotChoice, ballotChoices, interestDeclarations } from '#libs/factcheck';
import type { InterestInput } from '#libs/desk';
import { refuse } from '#libs/kernel';
import { Choice, Inside, PartialDate, Text, Uuids } from '../shapes/fields.js';

export class InterestsBody {
  @Choice(interestDeclarations, { about: 'Whether you have an interest in this claim.' })
  declared!: 'none' | 'one';

  @Text({ max: 2_000, optional: true, about: 'Which one.' })
  description?: string;
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
  judgedAsOf?: string;

  @PartialDate({ optional: true, about: 'Evidence up to this day was considered; today when not given.' })
  evidenceCutOff?: string;
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

  @Text({ max: 60, optional: true, about: 'The rating you would give.' })
  suggestedRating?: string;

  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;
}

export class PublishVerdictBody {
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
