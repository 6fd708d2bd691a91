import { roles, type Role } from '#libs/kernel';
import { Choices, Inside, Text } from '../shapes/fields.js';
import { KeyTermsBody } from './keys.dto.js';

export class InviteMemberBody {
  @Text({ max: 200, example: 'Grace Reviewer' })
  name!: string;

  @Text({ max: 320, optional: true, example: 'grace@northwind.example' })
  email?: string;

  @Choices(roles, { example: ['reviewer'] })
  roles!: Role[];

  @Inside(() => KeyTermsBody, { optional: true, about: 'How far their first key reaches.' })
  key?: KeyTermsBody;
}

export class RedeemInvitationBody {
  @Text({ max: 200, about: 'The invitation, as it was handed over: cdi_…' })
  invitation!: string;
}

/** What is not given stays as it is. */
export class ChangeMemberBody {
  @Text({ max: 200, optional: true, example: 'Grace Reviewer' })
  name?: string;

  @Text({ max: 320, optional: true, nullable: true, example: 'grace@northwind.example' })
  email?: string | null;

  @Choices(roles, { optional: true, example: ['reviewer', 'editor'] })
  roles?: Role[];
}

export class StandingBody {
  @Text({
    max: 1_000,
    example: 'Left the newsroom.',
    about: 'Why. Administrators, auditors and the member may read it.',
  })
  reason!: string;
}
