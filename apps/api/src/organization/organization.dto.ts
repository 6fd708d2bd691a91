import { Inside, Text, WebAddress } from '../shapes/fields.js';

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

/** What is not given stays as it is. */
export class ChangeOrganizationBody {
  @Text({ max: 200, optional: true, example: 'The Northwind Courier' })
  name?: string;

  @Text({ max: 200, optional: true, nullable: true, about: 'What the site is called, in what is published.' })
  siteName?: string | null;

  @WebAddress({
    optional: true,
    nullable: true,
    about: 'Where readers find the public pages: addresses are made of it and of /p/{slug}/… behind it.',
    example: 'https://facts.northwind.example',
  })
  baseUrl?: string | null;
}
