import { Moment, Text, Whole } from '../shapes/fields.js';

export class CreateKeyBody {
  @Text({ max: 200, example: 'CMS' })
  name!: string;

  @Moment({ optional: true })
  expiresAt?: string;
}

export class RotateKeyBody {
  @Whole(0, 168, {
    optional: true,
    about: 'Hours for which the old key works on: 24 when not given, 0 ends it at once.',
  })
  graceHours?: number;
}
