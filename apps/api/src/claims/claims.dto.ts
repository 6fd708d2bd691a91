import {
  claimantKinds,
  type ClaimantKind,
  type ClaimKind,
  claimKinds,
  type ClaimLink,
  claimLinks,
  claimStatuses,
  type Comparator,
  comparators,
  type DeclineReason,
  declineReasons,
  type Origin,
  origins,
  type SelectionReason,
  selectionReasons,
  type UtteranceMode,
  utteranceModes,
} from '#libs/factcheck';
import { claimIncludes, type ClaimInclude } from '#libs/desk';
import {
  Beside,
  Choice,
  CommaList,
  Day,
  Inside,
  Language,
  PartialDate,
  Text,
  UuidField,
  WebAddress,
  Whole,
} from '../shapes/fields.js';
import { AsOfQuery } from '../history/as-of.dto.js';
import { PageQuery } from '../shapes/paging.js';

export class QuantityBody {
  @Choice(comparators)
  comparator!: Comparator;

  @Text({ max: 60, nullable: true, optional: true, about: 'A decimal as text.' })
  low?: string | null;

  @Text({ max: 60, nullable: true, optional: true, about: 'A decimal as text.', example: '900' })
  high?: string | null;

  @Text({ max: 60, example: 'people' })
  unit!: string;

  @PartialDate({ optional: true, nullable: true })
  asOf?: string | null;
}

/** By id, or by kind and name: registered if new. */
export class ClaimantBody {
  @UuidField({ optional: true })
  id?: string;

  @Choice(claimantKinds, { optional: true })
  kind?: ClaimantKind;

  @Text({ max: 300, optional: true, example: 'The Northwind Courier' })
  name?: string;

  @Text({ max: 300, optional: true, about: 'Tells namesakes apart.' })
  disambiguation?: string;
}

/** A quote on an article's text, or where something was said that is no text here (then a medium is needed). */
export class AppearanceBody {
  @UuidField({ optional: true, about: 'The article the quote stands in.' })
  article?: string;

  @Text({ max: 10_000, optional: true, about: 'The quote, exactly as it stands in the text.' })
  exact?: string;

  @Beside({ optional: true, about: 'The text directly before it, when the quote stands more than once.' })
  prefix?: string;

  @Beside({ optional: true, about: 'The text directly behind it.' })
  suffix?: string;

  @Text({ max: 100, optional: true, example: 'television' })
  medium?: string;

  @WebAddress({ optional: true })
  address?: string;

  @PartialDate({ optional: true })
  time?: string;

  @Text({ max: 10_000, optional: true })
  excerpt?: string;
}

export class SubmitClaimBody {
  @Text({ max: 2_000, about: 'The words that are judged, hedges included.' })
  statement!: string;

  @Choice(claimKinds)
  kind!: ClaimKind;

  @Language()
  language!: string;

  @Choice(origins, { optional: true, about: 'Where it came from; monitoring when not given.' })
  origin?: Origin;

  @Whole(0, 9, { optional: true })
  priority?: number;

  @Inside(() => QuantityBody, { optional: true })
  quantity?: QuantityBody;

  @Inside(() => ClaimantBody, { about: 'Who claims it.' })
  claimant!: ClaimantBody;

  @Inside(() => ClaimantBody, { optional: true, about: 'Whose words the claimant passes on.' })
  reportedBy?: ClaimantBody;

  @Text({ max: 300, optional: true, about: "The claimant's affiliation at that time." })
  affiliation?: string;

  @Choice(utteranceModes)
  mode!: UtteranceMode;

  @Text({
    max: 2_000,
    optional: true,
    about: 'Why the words imply it; only with the mode "implied". Shown to readers.',
  })
  impliedBecause?: string;

  @PartialDate({ optional: true })
  saidOn?: string;

  @Inside(() => AppearanceBody)
  appearance!: AppearanceBody;
}

export class AcceptClaimBody {
  @Choice(selectionReasons, { about: 'Why it was selected.' })
  reason!: SelectionReason;

  @Text({ max: 2_000, optional: true })
  note?: string;
}

export class DeclineClaimBody {
  @Choice(declineReasons)
  reason!: DeclineReason;

  @Text({ max: 2_000, optional: true })
  note?: string;
}

export class AssignClaimBody {
  @UuidField({ about: 'A member with the role researcher.' })
  member!: string;

  @Day({ optional: true })
  dueOn?: string;
}

export class EditClaimBody {
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
}
