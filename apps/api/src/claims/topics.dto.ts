import { Code } from '../shapes/codes.js';
import { Labels } from '../shapes/fields.js';

export class RegisterTopicBody {
  @Code({ about: 'Stable for ever: it is never renamed.', example: 'human_rights' })
  code!: string;

  @Labels({ about: 'What people read, one text a language.', example: { en: 'Human rights' } })
  labels!: Record<string, string>;
}
