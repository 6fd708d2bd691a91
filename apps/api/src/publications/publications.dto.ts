import { Text, WebAddress } from '../shapes/fields.js';

export class PublicationBody {
  @WebAddress({ nullable: true, about: 'The page of record; null: our own page is it.' })
  url!: string | null;

  @Text({ max: 200, optional: true, about: 'What your CMS calls it.' })
  cmsId?: string;
}
