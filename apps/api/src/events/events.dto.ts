import { eventTypeNames } from '#libs/factcheck';
import { CommaList, WholeInQuery } from '../shapes/fields.js';

export class EventFeedQuery {
  @WholeInQuery(-1, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'Behind this ledger index: the `next` of the answer before. From the beginning when not given.',
  })
  after?: number;

  @WholeInQuery(1, 500, { optional: true, about: 'How many at most; 100 when not given.' })
  limit?: number;

  @WholeInQuery(0, 30, {
    optional: true,
    about: 'Seconds to wait while there is nothing. An empty answer then is no mistake: ask again.',
  })
  wait?: number;

  @CommaList(eventTypeNames, { optional: true, about: 'Only these types: verdict.published,claim.suspended.' })
  types?: string[];
}
