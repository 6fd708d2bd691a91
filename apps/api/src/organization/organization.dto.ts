import { Inside, Text } from '../shapes/fields.js';

export class FirstAdmin {
  @Text({ max: 200, example: 'Ada Editor' })
  name!: string;

  @Text({ max: 320, optional: true })
  email?: string;
}

export class CreateOrganizationBody {
  @Text({ max: 200, example: 'The Northwind Courier' })
  name!: string;

  @Text({ max: 60, about: 'Short name in public addresses: small letters, digits, hyphens.', example: 'northwind' })
  slug!: string;

  @Inside(() => FirstAdmin)
  admin!: FirstAdmin;
}
