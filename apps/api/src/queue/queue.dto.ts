import { Day, WholeInQuery } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';

const days = { optional: true, about: 'After how many days without an event a claim is stuck; 7 when not given.' };

export class QueueQuery extends PageQuery {
  @WholeInQuery(1, 3_650, days)
  days?: number;
}

export class QueueCountsQuery {
  @WholeInQuery(1, 3_650, days)
  days?: number;
}

export class ReviewByBody {
  @Day({ nullable: true, about: 'The day to check it again; null takes it away.' })
  reviewBy!: string | null;
}
