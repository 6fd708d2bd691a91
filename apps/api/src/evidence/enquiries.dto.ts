import { PartialDate, Text } from '../shapes/fields.js';

export class AnswerEnquiryBody {
  @Text({ max: 10_000 })
  answer!: string;

  @PartialDate({ optional: true, about: 'When it came; today when not given.' })
  answeredOn?: string;
}
