import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { ValidateBy, ValidateIf } from 'class-validator';

/** What every field may say of itself. */
export interface More {
  readonly about?: string;
  readonly optional?: boolean;
  readonly nullable?: boolean;
  readonly example?: unknown;
}

/** `undefined` is absence; `null` is a value, and only allowed where a field says so. */
export const presence = ({ optional, nullable }: More): PropertyDecorator[] =>
  optional || nullable
    ? [ValidateIf((_, value) => !((optional && value === undefined) || (nullable && value === null)))]
    : [];

export const described = (more: More, schema: ApiPropertyOptions): PropertyDecorator =>
  ApiProperty({
    ...schema,
    ...(more.about ? { description: more.about } : {}),
    ...(more.example === undefined ? {} : { example: more.example }),
    ...(more.nullable ? { nullable: true } : {}),
    required: !more.optional,
  } as ApiPropertyOptions);

/** A rule of our own; `no` goes on from the field's name. */
export const ruled = (name: string, validate: (value: unknown) => boolean, no: string): PropertyDecorator =>
  ValidateBy({ name, validator: { validate, defaultMessage: () => `$property ${no}` } });
