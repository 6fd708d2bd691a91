import { UuidField, Whole, WholeInQuery } from '../shapes/fields.js';

export class EntriesQuery {
  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, { optional: true, about: 'The first index; 0 without it.' })
  from?: number;

  @WholeInQuery(1, 200, { optional: true })
  limit?: number;
}

export class InclusionQuery {
  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, { optional: true, about: 'The entry; or give its event.' })
  index?: number;

  @UuidField({ optional: true, about: 'The event whose entry it is; or give the index.' })
  event?: string;

  @WholeInQuery(1, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'The size of the tree; that of the latest checkpoint without it.',
  })
  size?: number;
}

export class ConsistencyQuery {
  @WholeInQuery(1, Number.MAX_SAFE_INTEGER, { about: 'The size of the older tree, of the checkpoint that you kept.' })
  from!: number;

  @WholeInQuery(1, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'The size of the newer tree; that of the latest checkpoint without it.',
  })
  to?: number;
}

export class RotateSigningKeyBody {
  @Whole(0, 2_160, {
    optional: true,
    about: 'Hours for which the old key signs too: 168 (a week) when not given, 0 ends it at once.',
  })
  graceHours?: number;
}
