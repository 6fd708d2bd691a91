import { type Scope, scopes } from '#libs/kernel';
import { Choices, Inside, Moment, Text, Whole } from '../shapes/fields.js';

export class CreateKeyBody {
  @Text({ max: 200, example: 'CMS' })
  name!: string;

  @Moment({ optional: true })
  expiresAt?: string;

  @Choices(scopes, { optional: true, about: 'What the key is narrowed to. Not given: all that its roles open.' })
  scopes?: Scope[];
}

export class PeriodBody {
  @Moment({ about: 'What the log was told after this time …' })
  from!: string;

  @Moment({ about: '… and up to this one.' })
  until!: string;
}

/** How far a key reaches that somebody claims with an invitation. */
export class KeyTermsBody {
  @Choices(scopes, { optional: true })
  scopes?: Scope[];

  @Moment({ optional: true, about: 'Needed with a period.' })
  expiresAt?: string;

  @Inside(() => PeriodBody, {
    optional: true,
    about: "Makes an assessor's key: for an auditor, and only of this time.",
  })
  period?: PeriodBody;
}

export class InviteAgainBody {
  @Inside(() => KeyTermsBody, { optional: true })
  key?: KeyTermsBody;
}

export class RotateKeyBody {
  @Whole(0, 168, {
    optional: true,
    about: 'Hours for which the old key works on: 24 when not given, 0 ends it at once.',
  })
  graceHours?: number;
}
