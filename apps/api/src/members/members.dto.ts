import { roles, type Role } from '#libs/kernel';
import { Choices, Moment, Text } from '../shapes/fields.js';

export class InviteMemberBody {
  @Text({ max: 200, example: 'Grace Reviewer' })
  name!: string;

  @Text({ max: 320, optional: true, example: 'grace@northwind.example' })
  email?: string;

  @Choices(roles, { example: ['reviewer'] })
  roles!: Role[];
}

export class RedeemInvitationBody {
  @Text({ max: 200, about: 'The invitation, as it was handed over: cdi_…' })
  invitation!: string;
}

export class CreateKeyBody {
  @Text({ max: 200, example: 'CMS' })
  name!: string;

  @Moment({ optional: true })
  expiresAt?: string;
}
