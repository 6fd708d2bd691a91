import { Language, PartialDate, Text, WebAddress } from '../shapes/fields.js';

export class IngestArticleBody {
  @WebAddress({ optional: true, example: 'https://northwind-courier.example/2025/05/08/rescue' })
  url?: string;

  @Text({ max: 1_000 })
  headline!: string;

  @Text({ max: 300, example: 'The Northwind Courier' })
  outlet!: string;

  @Text({ max: 300, optional: true })
  byline?: string;

  @Language()
  language!: string;

  @PartialDate({ optional: true })
  publishedAt?: string;

  @Text({
    max: 1_000_000,
    about: 'The text as published. Stored in NFC with line feeds; its SHA-256 names the revision.',
  })
  text!: string;
}
