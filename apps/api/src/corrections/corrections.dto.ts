import { type CorrectionKind, correctionKinds, correctionWorkflow, statesOf } from '#libs/factcheck';
import { Choice, Flag, FlagInQuery, Inside, Text, UuidField } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';
import { InterestsBody } from '../verdicts/verdicts.dto.js';

export class RequestCorrectionBody {
  @Text({ max: 10_000, about: 'What is wrong, and how you know.' })
  request!: string;
}

export class AcceptCorrectionBody {
  @Choice(correctionKinds, {
    about: 'correction: we were wrong. update: new facts. clarification: only where nothing false stood.',
  })
  kind!: CorrectionKind;

  @Flag({ about: 'Whether the rating or the conclusion changes.' })
  major!: boolean;

  @Text({ max: 4_000 })
  reason!: string;

  @Text({ max: 4_000, about: 'What was wrong and what is right. Published with the new version.' })
  note!: string;

  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;
}

export class RejectCorrectionBody {
  @Text({ max: 4_000, about: 'The requester reads it.' })
  reason!: string;

  @Inside(() => InterestsBody, { optional: true })
  interests?: InterestsBody;
}

export class AppealCorrectionBody {
  @Text({ max: 4_000 })
  reason!: string;
}

export class TakeFromInboxBody {
  @UuidField({ about: 'The claim that the reader means.' })
  claim!: string;
}

export class CorrectionListQuery extends PageQuery {
  @Choice(statesOf(correctionWorkflow), { optional: true })
  status?: string;

  @UuidField({ optional: true })
  claim?: string;

  @FlagInQuery({ optional: true, about: 'Only those that are late.' })
  overdue?: boolean;
}

export class RequesterBody {
  @Text({ max: 200, optional: true })
  name?: string;

  @Text({ max: 320, optional: true, about: 'Where an answer may be sent.' })
  contact?: string;
}

export class PublicRequestBody {
  @Text({ max: 2_000, about: 'The address of the page, or words that tell which check you mean.' })
  about!: string;

  @Text({ min: 10, max: 10_000, about: 'What is wrong, and how you know.' })
  request!: string;

  @Inside(() => RequesterBody, { optional: true, about: 'Only if you wish. Kept sealed, and erased on request.' })
  requester?: RequesterBody;
}

export class StatusQuery {
  @Text({ min: 32, max: 32 })
  token!: string;
}
