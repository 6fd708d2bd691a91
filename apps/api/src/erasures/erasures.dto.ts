import {
  type ErasableType,
  erasableTypes,
  type ErasureExemption,
  erasureExemptions,
  type ErasureGround,
  erasureGrounds,
} from '#libs/factcheck';
import { Choice, InsideEach, Text, UuidField } from '../shapes/fields.js';

export class ErasableBody {
  @Choice(erasableTypes)
  type!: ErasableType;

  @UuidField()
  id!: string;
}

export class RequestErasureBody {
  @InsideEach(() => ErasableBody, {
    min: 1,
    max: 100,
    about: "What is to be erased, by id. A claimant's affiliations and a member's keys go along by themselves.",
  })
  subjects!: ErasableBody[];

  @Choice(erasureGrounds, { about: 'GDPR Art. 17(1)(a) to (f) in their order, or what else orders it.' })
  ground!: ErasureGround;

  @Text({ max: 2_000, about: 'Why, without the name: a file or case number. It is kept.' })
  reason!: string;
}

export class RefuseErasureBody {
  @Choice(erasureExemptions, {
    about: 'GDPR Art. 17(3)(a) to (e) in their order, the journalistic exemption (Art. 85), or why it is no request.',
  })
  exemption!: ErasureExemption;

  @Text({ max: 2_000, about: 'Why, without the name. It is kept.' })
  reason!: string;
}
