import { commentSubjects, type CommentSubject, type PassageField, passageFields } from '#libs/factcheck';
import { Beside, Choice, Inside, Text, UuidField } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';

export class CommentSubjectBody {
  @Choice(commentSubjects)
  type!: CommentSubject;

  @UuidField()
  id!: string;
}

export class PassageBody {
  @Choice(passageFields)
  field!: PassageField;

  @Text({ max: 4_000, about: 'The words, exactly as they stand in that field of the verdict as it is now.' })
  exact!: string;

  @Beside({ optional: true, about: 'The text directly before them, when they stand more than once.' })
  prefix?: string;

  @Beside({ optional: true, about: 'The text directly behind them.' })
  suffix?: string;
}

export class AddCommentBody {
  @Text({ max: 10_000, about: 'For the desk only. Kept out of every event, and erasable.' })
  text!: string;

  @Inside(() => CommentSubjectBody, {
    optional: true,
    about: 'The claim, or one of its citations or verdicts; the claim when not given. Not with replyTo.',
  })
  subject?: CommentSubjectBody;

  @Inside(() => PassageBody, { optional: true, about: 'Words of the verdict that is the subject. Not with replyTo.' })
  passage?: PassageBody;

  @UuidField({ optional: true, about: 'The first comment of the thread that this one answers.' })
  replyTo?: string;
}

export class CommentsQuery extends PageQuery {
  @Choice(commentSubjects, { optional: true, about: 'Only those on a subject of this type.' })
  subjectType?: CommentSubject;

  @UuidField({ optional: true, about: 'Only those on this claim, citation or verdict.' })
  subject?: string;

  @Choice(['open', 'resolved'], { optional: true, about: 'Of the thread: its answers go with it.' })
  thread?: 'open' | 'resolved';
}
