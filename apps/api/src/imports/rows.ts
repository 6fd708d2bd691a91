import { OmitType } from '@nestjs/swagger';
import { type ClaimantKind, claimantKinds } from '#libs/factcheck';
import { IngestArticleBody } from '../articles/articles.dto.js';
import { SubmitClaimBody } from '../claims/claims.dto.js';
import { AppearanceBody } from '../claims/sayings.dto.js';
import { RegisterSourceBody } from '../evidence/evidence.dto.js';
import { Choice, Inside, Text } from '../shapes/fields.js';

/** The row's own id at its source: with the import's `source` it tells whether the row is known. */
const ExternalId = () => Text({ max: 300, about: "The row's own id at the source." });

export class SourceRowBody extends RegisterSourceBody {
  @ExternalId()
  externalId!: string;
}

export class ArticleRowBody extends IngestArticleBody {
  @ExternalId()
  externalId!: string;
}

export class ClaimantRowBody {
  @Choice(claimantKinds)
  kind!: ClaimantKind;

  @Text({ max: 300 })
  name!: string;

  @Text({ max: 300, optional: true })
  disambiguation?: string;
}

export class AppearanceRowBody extends OmitType(AppearanceBody, ['article'] as const) {
  @Text({ max: 300, optional: true, about: "The article's externalId at the same source." })
  article?: string;
}

export class ClaimRowBody extends OmitType(SubmitClaimBody, ['claimant', 'appearance', 'reportedBy'] as const) {
  @ExternalId()
  externalId!: string;

  @Inside(() => ClaimantRowBody)
  claimant!: ClaimantRowBody;

  @Inside(() => AppearanceRowBody)
  appearance!: AppearanceRowBody;
}
