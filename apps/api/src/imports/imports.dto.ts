import { type ImportKind, importKinds, type NewImport } from '#libs/desk';
import { refuse } from '#libs/kernel';
import { Choice, Flag, Inside, InsideEach, Language, Text, WholeInQuery } from '../shapes/fields.js';
import { Texts } from '../shapes/texts.js';

export class RatingMappingBody {
  @Text({ max: 300, about: 'The rating as the archive writes it (alternateName).', example: 'Pants on Fire!' })
  label!: string;

  @Text({ max: 64, about: 'The code on the scale in force that is meant.', example: 'false' })
  code!: string;
}

export class LegacyBody {
  @InsideEach(() => RatingMappingBody, {
    optional: true,
    max: 500,
    about: 'Labels that the scale does not know by themselves. A dry run lists them: GET imports/{id}/ratings.',
  })
  ratings?: RatingMappingBody[];

  @Texts({
    most: 50,
    max: 300,
    about: "Names or sites by which this newsroom is the author of its reviews, beside its own. Others' are refused.",
  })
  authors?: string[];

  @Language({ optional: true, about: 'Of records that do not say; undetermined ("und") when not given.' })
  language?: string;
}

export class RequestImportBody {
  @Choice(importKinds, {
    about:
      'What the rows are. Import articles before the claims that quote them. legacy: ClaimReviews of your own from before Claimdesk.',
  })
  kind!: ImportKind;

  @Text({
    max: 100,
    about: "Where they come from: a name of yours. With a row's externalId it tells what is known already.",
    example: 'archive-2019',
  })
  source!: string;

  @Flag({ optional: true, about: 'Only check: nothing is written.' })
  dryRun?: boolean;

  @Inside(() => LegacyBody, { optional: true, about: 'How the archive is to be read; only with the kind "legacy".' })
  legacy?: LegacyBody;
}

/** What was asked for, whole. */
export function importInput({ legacy, dryRun, ...wanted }: RequestImportBody): NewImport {
  if (wanted.kind !== 'legacy') {
    if (legacy)
      refuse('request.invalid', 'legacy: only with the kind "legacy".', {
        errors: [{ field: 'legacy', message: 'is only for the kind "legacy"' }],
      });
    return { ...wanted, dryRun: dryRun ?? false };
  }
  const { ratings = [], authors = [], language = null } = legacy ?? {};
  return {
    ...wanted,
    dryRun: dryRun ?? false,
    legacy: { ratings: ratings.map(({ label, code }) => ({ label, code })), authors, language },
  };
}

export class FaultQuery {
  @WholeInQuery(0, Number.MAX_SAFE_INTEGER, { optional: true, about: 'Only lines after this one.' })
  after?: number;

  @WholeInQuery(1, 1_000, { optional: true })
  limit?: number;
}
