import { type Stance, stances } from '#libs/factcheck';
import {
  Choice,
  Flag,
  FlagInQuery,
  Inside,
  Moment,
  PartialDate,
  Text,
  UuidField,
  WebAddress,
} from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';
import { FigureBody } from './evidence.dto.js';
import { Past } from '../shapes/past.js';

export class CitationsQuery extends PageQuery {
  @FlagInQuery({ optional: true, about: 'Also those that were removed.' })
  removed?: boolean;
}

/** null empties. Which fields a citation has depends on its mode, which stays. */
export class EditCitationBody {
  @Choice(stances, { optional: true })
  stance?: Stance;

  @Flag({ optional: true, about: 'Primary for this claim.' })
  primary?: boolean;

  @UuidField({ optional: true, nullable: true, about: 'The citation this one repeats.' })
  derivesFrom?: string | null;

  @Text({ max: 10_000, optional: true, nullable: true, about: 'Only where you really saw it.' })
  excerpt?: string | null;

  @Inside(() => FigureBody, { optional: true, nullable: true })
  figure?: FigureBody | null;

  @Moment({ optional: true, nullable: true, about: 'Only for consulted.' })
  @Past()
  retrievedAt?: string | null;

  @PartialDate({ optional: true, about: 'Only for consulted.' })
  @Past()
  consultedOn?: string;

  @WebAddress({ optional: true, nullable: true })
  archivedUrl?: string | null;

  @Text({ max: 4_000, optional: true, nullable: true })
  note?: string | null;
}

export class RemoveCitationBody {
  @Text({ max: 2_000, about: 'Why it no longer counts. Stays on record.' })
  reason!: string;
}
