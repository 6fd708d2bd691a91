import {
  claimantKinds,
  type ClaimantKind,
  type Comparator,
  comparators,
  type UtteranceMode,
  utteranceModes,
} from '#libs/factcheck';
import { Beside, Choice, Inside, PartialDate, Text, UuidField, WebAddress } from '../shapes/fields.js';
import { Past } from '../shapes/past.js';

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

/** Somebody said it, somewhere. */
export class AddUtteranceBody {
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
  @Past()
  saidOn?: string;

  @Inside(() => AppearanceBody)
  appearance!: AppearanceBody;
}
