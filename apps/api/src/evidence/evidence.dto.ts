import {
  accessKinds,
  type AccessKind,
  type CitationMode,
  citationModes,
  type SourceKind,
  sourceKinds,
  type Stance,
  stances,
  type Vintage,
  vintages,
} from '#libs/factcheck';
import { Choice, Decimal, Flag, Inside, Moment, PartialDate, Text, UuidField, WebAddress } from '../shapes/fields.js';
import { Past } from '../shapes/past.js';

export class RegisterSourceBody {
  @Choice(sourceKinds)
  kind!: SourceKind;

  @Text({ max: 1_000 })
  title!: string;

  @Text({ max: 300, optional: true })
  publisher?: string;

  @WebAddress({ optional: true })
  url?: string;

  @Choice(accessKinds)
  access!: AccessKind;

  @Text({ max: 2_000, optional: true, about: 'Interests of the source that readers should know.' })
  interests?: string;

  @WebAddress({ optional: true })
  archivedUrl?: string;

  @Flag({
    optional: true,
    about: 'The person behind it is not named to readers: it never counts. Who it is goes to …/confidential.',
  })
  unnamed?: boolean;
}

export class FigureBody {
  @Decimal({ about: 'A decimal as text.', example: '894' })
  value!: string;

  @Text({ max: 60, example: 'people' })
  unit!: string;

  @Text({ max: 100, optional: true, nullable: true })
  period?: string | null;

  @PartialDate({ optional: true, nullable: true })
  asOf?: string | null;

  @PartialDate({ optional: true, nullable: true })
  publishedOn?: string | null;

  @Choice(vintages, { optional: true, nullable: true })
  vintage?: Vintage | null;
}

export class AddCitationBody {
  @UuidField()
  source!: string;

  @Choice(stances)
  stance!: Stance;

  @Choice(citationModes, {
    about:
      'linked: the address only. consulted: you saw the document or asked the person. captured: we hold the bytes (capture).',
  })
  mode!: CitationMode;

  @UuidField({ optional: true, about: 'For captured: the capture; digest and retrieval time are taken from it.' })
  capture?: string;

  @Flag({ about: 'Primary for this claim.' })
  primary!: boolean;

  @UuidField({ optional: true, about: 'The citation this one repeats: both count as one voice.' })
  derivesFrom?: string;

  @Text({ max: 10_000, optional: true, about: 'Only where you really saw it.' })
  excerpt?: string;

  @Inside(() => FigureBody, { optional: true })
  figure?: FigureBody;

  @Moment({ optional: true })
  @Past()
  retrievedAt?: string;

  @PartialDate({ optional: true })
  @Past()
  consultedOn?: string;

  @WebAddress({ optional: true, about: 'A copy of the very page that is cited.' })
  archivedUrl?: string;

  @Text({ max: 4_000, optional: true })
  note?: string;
}
