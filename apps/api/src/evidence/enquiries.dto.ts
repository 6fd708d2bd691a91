import { Flag, PartialDate, Text } from '../shapes/fields.js';
import { Past } from '../shapes/past.js';

/** Of both bodies that take one. */
const publicAnswer =
  'What of it was given to be published: shown to readers, word for word, with the version that is submitted after it came.';

export class AnswerEnquiryBody {
  @Text({ max: 10_000 })
  answer!: string;

  @Text({ max: 10_000, optional: true, about: publicAnswer })
  publicAnswer?: string;

  @PartialDate({ optional: true, about: 'When it came; today when not given.' })
  @Past()
  answeredOn?: string;
}

export class RecordEnquiryBody {
  @Flag({ about: 'Whether whoever made the claim was asked.' })
  contacted!: boolean;

  @Text({ max: 300, optional: true, about: 'Whom. Seen by the desk only, kept out of every event and erasable.' })
  contact?: string;

  @Text({ max: 100, optional: true, example: 'email' })
  channel?: string;

  @PartialDate({ optional: true })
  @Past()
  askedOn?: string;

  @PartialDate({ optional: true })
  answerDue?: string;

  @Text({ max: 10_000, optional: true })
  answer?: string;

  @Text({ max: 10_000, optional: true, about: publicAnswer })
  publicAnswer?: string;

  @Text({ max: 2_000, optional: true, about: 'Why nobody was asked.' })
  reason?: string;
}
