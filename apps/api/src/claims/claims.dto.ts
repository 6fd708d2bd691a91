import {
  type ClaimKind,
  claimKinds,
  givenClaimKinds,
  type ClaimLink,
  claimLinks,
  claimStatuses,
  type Origin,
  origins,
} from '#libs/factcheck';
import { claimIncludes, type ClaimInclude } from '#libs/desk';
import { Code, Codes } from '../shapes/codes.js';
import { Choice, CommaList, Day, Inside, Language, Text, UuidField, Whole } from '../shapes/fields.js';
import { AsOfQuery } from '../history/as-of.dto.js';
import { PageQuery } from '../shapes/paging.js';
import { AddUtteranceBody, QuantityBody } from './sayings.dto.js';

export class SubmitClaimBody extends AddUtteranceBody {
  @Text({ max: 2_000, about: 'The words that are judged, hedges included.' })
  statement!: string;

  @Choice(givenClaimKinds)
  kind!: ClaimKind;

  @Language()
  language!: string;

  @Choice(origins, { optional: true, about: 'Where it came from; monitoring when not given.' })
  origin?: Origin;

  @Whole(0, 9, { optional: true })
  priority?: number;

  @Inside(() => QuantityBody, { optional: true })
  quantity?: QuantityBody;
}

export class EditClaimBody {
  @Text({ max: 2_000, optional: true, about: 'The words that are judged; until a verdict is submitted on them.' })
  statement?: string;

  @Choice(givenClaimKinds, { optional: true })
  kind?: ClaimKind;

  @Language({ optional: true })
  language?: string;

  @Inside(() => QuantityBody, { optional: true, nullable: true })
  quantity?: QuantityBody | null;

  @Whole(0, 9, { optional: true })
  priority?: number;

  @Day({ optional: true, nullable: true })
  dueOn?: string | null;

  @Text({ max: 4_000, optional: true, nullable: true, about: 'What is still missing before a verdict is possible.' })
  missing?: string | null;
}

export class LinkClaimBody {
  @UuidField()
  other!: string;

  @Choice(claimLinks)
  kind!: ClaimLink;

  @Text({ max: 2_000, optional: true })
  note?: string;
}

export class ClaimQuery extends AsOfQuery {
  @CommaList(claimIncludes, { optional: true, about: 'Parts to have in the same answer, separated by commas.' })
  include?: ClaimInclude[];
}

export class ClaimListQuery extends PageQuery {
  @Choice(claimStatuses, { optional: true })
  status?: string;

  @UuidField({ optional: true })
  assignee?: string;

  @Choice(claimKinds, { optional: true })
  kind?: string;

  @Code({ optional: true, about: 'The code of a topic.' })
  topic?: string;
}

export class ClaimExportQuery {
  @Choice(claimStatuses, { optional: true })
  status?: string;

  @UuidField({ optional: true })
  assignee?: string;

  @Choice(claimKinds, { optional: true })
  kind?: string;

  @Code({ optional: true, about: 'The code of a topic.' })
  topic?: string;

  @Language({ optional: true })
  language?: string;

  @UuidField({ optional: true, about: 'Who made the claim, or whatever was merged into it.' })
  claimant?: string;
}

export class SetTopicsBody {
  @Codes({ max: 20, about: 'All that the claim is about, in codes of the register; an empty list takes them away.' })
  topics!: string[];
}
