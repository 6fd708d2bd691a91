import { type AccessKind, accessKinds, type SourceKind, sourceKinds } from '#libs/factcheck';
import { Choice, Flag, Text, UuidField, WebAddress } from '../shapes/fields.js';
import { PageQuery } from '../shapes/paging.js';

export class SourcesQuery extends PageQuery {
  @Choice(sourceKinds, { optional: true })
  kind?: SourceKind;

  @Text({ max: 200, optional: true, about: 'The beginning of the title, in capitals or not.' })
  q?: string;
}

export class EditSourceBody {
  @Choice(sourceKinds, { optional: true })
  kind?: SourceKind;

  @Text({ max: 1_000, optional: true })
  title?: string;

  @Choice(accessKinds, { optional: true })
  access?: AccessKind;

  @Flag({ optional: true, about: 'The person behind it is not named to readers: it never counts.' })
  unnamed?: boolean;

  @Text({ max: 300, optional: true, nullable: true })
  publisher?: string | null;

  @WebAddress({ optional: true, nullable: true })
  url?: string | null;

  @Text({ max: 2_000, optional: true, nullable: true })
  interests?: string | null;

  @WebAddress({ optional: true, nullable: true })
  archivedUrl?: string | null;
}

export class MergeSourceBody {
  @UuidField({ about: 'The source that this one is the same as.' })
  into!: string;
}
