import { WholeInQuery } from '../shapes/fields.js';

export class SitemapQuery {
  @WholeInQuery(1, 10_000, { optional: true, about: 'One of the files that the index names.' })
  page?: number;
}
