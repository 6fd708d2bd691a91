import { type ImportKind, importKinds } from '#libs/desk';
import { Choice, Flag, Text, WholeInQuery } from '../shapes/fields.js';

export class RequestImportBody {
  @Choice(importKinds, { about: 'What the rows are. Import articles before the claims that quote them.' })
  kind!: ImportKind;

  @Text({
    max: 100,
    about: "Where they come from: a name of yours. With a row's externalId it tells what is known already.",
    example: 'archive-2019',
  })
  source!: string;

  @Flag({ optional: true, about: 'Only check: nothing is written.' })
  dryRun?: boolean;
}

export class FaultQuery {
  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, { optional: true, about: 'Only lines after this one.' })
  after?: number;

  @WholeInQuery(1, 1_000, { optional: true })
  limit?: number;
}
