import { Moment, WholeInQuery } from '../shapes/fields.js';

/** One resource as it was: at a time, or behind one event of the log. */
export class AsOfQuery {
  @Moment({ optional: true, about: 'As it was then: behind the last event that had its index at this time.' })
  asOf?: string;

  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, {
    optional: true,
    about: 'As it was behind the event with this ledger index.',
  })
  atIndex?: number;
}
