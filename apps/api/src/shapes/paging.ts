import { Text, WholeInQuery } from './fields.js';

/** What every list takes. */
export class PageQuery {
  @WholeInQuery(1, 200, { optional: true, about: 'How many at most; 50 when not given.' })
  limit?: number;

  @Text({ optional: true, max: 200, about: 'The `next` of the page before.' })
  cursor?: string;
}
