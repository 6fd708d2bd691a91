import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Length } from 'class-validator';

/** Some short texts, perhaps none. */
export const Texts = ({ most, max, about }: { most: number; max: number; about: string }): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    IsArray(),
    ArrayMaxSize(most),
    IsString({ each: true }),
    Length(1, max, { each: true }),
    ApiProperty({
      description: about,
      required: false,
      type: 'array',
      maxItems: most,
      items: { type: 'string', minLength: 1, maxLength: max },
    }),
  );
