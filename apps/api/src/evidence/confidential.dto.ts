import { type ConfidentialMatter, confidentialMatters } from '#libs/factcheck';
import { Choice, Text, Uuids } from '../shapes/fields.js';

export class ConfidentialBody {
  @Choice(confidentialMatters, {
    about:
      'identity: who an unnamed source is. provenance: how something was obtained. legal_advice: what a lawyer said.',
  })
  about!: ConfidentialMatter;

  @Text({ max: 20_000, about: 'Sealed. In no event, webhook, report, list or log.' })
  text!: string;

  @Uuids({ max: 50, about: 'The members who may read it, beside you.' })
  readers!: string[];
}
