import {
  type ClaimKind,
  givenClaimKinds,
  type DeclineReason,
  declineReasons,
  type HoldKind,
  holdKinds,
  type SelectionReason,
  selectionReasons,
} from '#libs/factcheck';
import { Choice, Day, Inside, InsideEach, Language, Text, UuidField } from '../shapes/fields.js';
import { QuantityBody } from './sayings.dto.js';

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

export class MergeClaimBody {
  @UuidField({ about: 'The claim that this one is the same as.' })
  into!: string;
}

export class ClaimPartBody {
  @Text({ max: 2_000, about: 'What this part claims.' })
  statement!: string;

  @Choice(givenClaimKinds)
  kind!: ClaimKind;

  @Language({ optional: true, about: 'That of the whole when not given.' })
  language?: string;

  @Inside(() => QuantityBody, { optional: true })
  quantity?: QuantityBody;
}

export class SplitClaimBody {
  @InsideEach(() => ClaimPartBody, { min: 2, max: 20 })
  parts!: ClaimPartBody[];
}

export class HoldClaimBody {
  @Choice(holdKinds)
  kind!: HoldKind;

  @Text({ max: 2_000, about: 'Why; only editors read it.' })
  reason!: string;
}
