import { applyDecorators } from '@nestjs/common';
import { described, presence, ruled } from './field-parts.js';
import { hasWords } from './words.js';

/** Some short texts, perhaps none; no blank one. */
export function Texts({ most, max, about }: { most: number; max: number; about: string }): PropertyDecorator {
  const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= max && hasWords(value);
  const more = { about, optional: true };
  return applyDecorators(
    ruled(
      'texts',
      (value) => Array.isArray(value) && value.length <= most && value.every(isText),
      `must be a list of at most ${most} texts of at most ${max} characters, none of them blank`,
    ),
    described(more, {
      type: 'array',
      maxItems: most,
      items: { type: 'string', minLength: 1, maxLength: max },
    }),
    ...presence(more),
  );
}
