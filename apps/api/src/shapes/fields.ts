import { applyDecorators } from '@nestjs/common';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmptyObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { isDecimal, isLanguage, isPartialDate, isWebAddress, longestWebAddress } from '#libs/factcheck';
import { described, type More, presence, ruled } from './field-parts.js';
import { hasWords, Words } from './words.js';

/** One decorator a field: what it may hold, and how the API's description says so. */
const many = ({ min = 0, max = 200 }: { min?: number; max?: number }) =>
  ({ isArray: true, minItems: min, maxItems: max }) as const;

const string = (more: More & { min?: number; max?: number }): PropertyDecorator => {
  const [min, max] = [more.min ?? 1, more.max ?? 1_000];
  return applyDecorators(
    IsString(),
    Length(min, max),
    described(more, { type: String, minLength: min, maxLength: max }),
    ...presence(more),
  );
};

/** With something to read in it; kept as it comes. */
export const Text = (more: More & { min?: number; max?: number } = {}): PropertyDecorator =>
  applyDecorators(Words(), string(more));

/** What stands beside a quote, which may be no more than a blank. */
export const Beside = (more: More = {}): PropertyDecorator => string({ max: 1_000, ...more });

/** A decimal number as text: no float changes it. */
export const Decimal = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    ruled('decimal', isDecimal, 'must be a decimal number of at most 40 characters: 894, -1.50'),
    described(more, { type: String, maxLength: 40, pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?$' }),
    ...presence(more),
  );

export const Choice = (values: readonly string[], more: More = {}): PropertyDecorator =>
  applyDecorators(
    IsIn(values, { message: `$property must be one of ${values.join(', ')}` }),
    described(more, { type: String, enum: [...values] }),
    ...presence(more),
  );

export const Choices = (values: readonly string[], more: More & { min?: number } = {}): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(more.min ?? 1),
    ArrayMaxSize(values.length),
    IsIn(values, { each: true, message: `$property must be from ${values.join(', ')}` }),
    described(more, { type: String, enum: [...values], isArray: true, minItems: more.min ?? 1 }),
    ...presence(more),
  );

export const UuidField = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    IsUUID(),
    Matches(/^[0-9a-f-]+$/, { message: '$property must be in lower case' }),
    described(more, { type: String, format: 'uuid' }),
    ...presence(more),
  );

export const Uuids = (more: More & { min?: number; max?: number } = {}): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(more.min ?? 0),
    ArrayMaxSize(more.max ?? 200),
    IsUUID(undefined, { each: true }),
    described(more, { type: String, format: 'uuid', ...many(more) }),
    ...presence(more),
  );

export const Flag = (more: More = {}): PropertyDecorator =>
  applyDecorators(IsBoolean(), described(more, { type: Boolean }), ...presence(more));

/** true or false in a query, where everything is text. */
export const FlagInQuery = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    Flag(more),
  );

export const Whole = (low: number, high: number, more: More = {}): PropertyDecorator =>
  applyDecorators(
    IsInt(),
    Min(low),
    Max(high),
    described(more, { type: 'integer', minimum: low, maximum: high }),
    ...presence(more),
  );

export const Wholes = (low: number, high: number, more: More & { max: number }): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(more.max),
    IsInt({ each: true }),
    Min(low, { each: true }),
    Max(high, { each: true }),
    described(more, { type: 'integer', isArray: true, minimum: low, maximum: high, maxItems: more.max }),
    ...presence(more),
  );

/** A whole number in a query, where everything is text. */
export const WholeInQuery = (low: number, high: number, more: More = {}): PropertyDecorator =>
  applyDecorators(
    Type(() => Number),
    Whole(low, high, more),
  );

/** Values separated by commas in a query: include=citations,verdicts. */
export const CommaList = (values: readonly string[], more: More = {}): PropertyDecorator =>
  applyDecorators(
    // A parameter that comes twice arrives as a list: no value of the list that is allowed.
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : [value])),
    IsIn(values, { each: true, message: `$property must be from ${values.join(', ')}` }),
    described(more, { type: String, pattern: `^(${values.join('|')})(,(${values.join('|')}))*$` }),
    ...presence(more),
  );

/** A date as precise as it is known (EDTF level 0): 2024, 2024-03, 2024-03-20, or a time with its zone. */
export const PartialDate = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    ruled(
      'partialDate',
      isPartialDate,
      'must be a year, a month, a day, or a time with its zone: 2024, 2024-03, 2024-03-20',
    ),
    described({ example: '2025-05-06', ...more }, { type: String }),
    ...presence(more),
  );

export const Day = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    Matches(/^\d{4}-\d{2}-\d{2}$/, { message: '$property must be a day: 2025-05-06' }),
    IsISO8601({ strict: true }),
    described(more, { type: String, format: 'date' }),
    ...presence(more),
  );

export const Days = (more: More & { max: number }): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMaxSize(more.max),
    IsISO8601({ strict: true }, { each: true }),
    Length(10, 10, { each: true, message: '$property must hold days: 2025-05-06' }),
    described(more, { type: String, format: 'date', isArray: true, maxItems: more.max }),
    ...presence(more),
  );

/** One text a language. */
export const Labels = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    ruled('labels', isLabels, 'must hold one text a language: {"en": "False"}'),
    described(more, { type: 'object', additionalProperties: { type: 'string' } }),
    ...presence(more),
  );

const isLabels = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= 50 &&
  Object.entries(value).every(
    ([tag, text]) => isLanguage(tag) && typeof text === 'string' && text.length <= 200 && hasWords(text),
  );

/** A moment, RFC 3339 with its zone. */
export const Moment = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    Matches(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/, {
      message: '$property must be RFC 3339 with a zone: 2025-05-07T02:31:00Z',
    }),
    IsISO8601({ strict: true }),
    described(more, { type: String, format: 'date-time' }),
    ...presence(more),
  );

export const Language = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    ruled('language', isLanguage, 'must be a language tag: en, es-VE'),
    described({ example: 'en', ...more }, { type: String, maxLength: 35 }),
    ...presence(more),
  );

export const WebAddress = (more: More = {}): PropertyDecorator =>
  applyDecorators(
    ruled(
      'webAddress',
      isWebAddress,
      'must be an address beginning with http:// or https://, without blanks and without a name or password in it',
    ),
    described(more, { type: String, format: 'uri', maxLength: longestWebAddress }),
    ...presence(more),
  );

/** A list of another shape. */
export const InsideEach = (
  shape: () => new () => object,
  more: More & { min?: number; max?: number } = {},
): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(more.min ?? 0),
    ArrayMaxSize(more.max ?? 200),
    ValidateNested({ each: true }),
    Type(shape),
    described(more, { type: () => shape(), ...many(more) }),
    ...presence(more),
  );

/** Another shape inside this one. */
export const Inside = (shape: () => new () => object, more: More = {}): PropertyDecorator =>
  applyDecorators(
    IsNotEmptyObject({ nullable: false }),
    ValidateNested(),
    Type(shape),
    described(more, { type: () => shape() }),
    ...presence(more),
  );
