import { Moment, WholeInQuery } from '../shapes/fields.js';

export class HistoryQuery {
  @WholeInQuery(1, 200, { optional: true })
  limit?: number;

  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, { optional: true, about: 'Only what happened before this ledger index.' })
  before?: number;
}

export class PeriodQuery {
  @Moment({ about: 'From here on.', example: '2025-05-01T00:00:00Z' })
  from!: string;

  @Moment({ about: 'Before this.', example: '2025-06-01T00:00:00Z' })
  to!: string;
}
