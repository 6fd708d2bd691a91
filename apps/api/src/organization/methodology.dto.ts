import { Language, Text } from '../shapes/fields.js';

export class ChangeMethodologyBody {
  @Language()
  language!: string;

  @Text({
    max: 40_000,
    about: 'Paragraphs, parted by empty lines; a line that begins with "# " is a heading. Nothing else is markup.',
  })
  text!: string;
}
