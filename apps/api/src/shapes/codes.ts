import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, Length, Matches } from 'class-validator';
import { described, type More, presence } from './field-parts.js';

// What programs go by, and never changes: an ASCII word or several.
const code = /^[a-z0-9]+([_-][a-z0-9]+)*$/;
const said = 'small letters, digits, _ and -, at most 60: human_rights';
const schema = { pattern: code.source, minLength: 1, maxLength: 60 };

export const Code = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    Matches(code, { message: `$property must be ${said}` }),
    Length(1, 60),
    described(more, { type: String, ...schema }),
    ...presence(more),
  );

export const Codes = (more: More & { max: number }): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(more.max),
    Matches(code, { each: true, message: `each of $property must be ${said}` }),
    Length(1, 60, { each: true }),
    described(more, { type: 'array', items: { type: 'string', ...schema }, maxItems: more.max }),
    ...presence(more),
  );
