import { type ArgumentMetadata, Injectable, ValidationPipe, type ValidationError } from '@nestjs/common';
import { type FieldError, Refused, refusal } from '#libs/kernel';
import { assertStorable } from '#libs/text';
import { rememberRules } from './remembered-rules.js';

rememberRules();

// A body deeper or fuller than this is no request of ours. Both bound the walk below, and what validation costs.
const maxDepth = 12;
const maxValues = 5_000;

/** Unknown fields are refused, wrong ones are named, and text that cannot be stored stops at this door. */
@Injectable()
export class InputPipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      transform: true,
      exceptionFactory: (errors) =>
        new Refused(invalid(errors.slice(0, 20).flatMap((error) => fieldErrors(error, '')))),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'param') demandPossible(value);
    else if (metadata.type !== 'custom') demandModest(value);
    if (metadata.type === 'body' && (value === null || typeof value !== 'object')) {
      throw new Refused(refusal('request.invalid', 'Send a JSON object as the body.'));
    }
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

/** A part of an address that cannot be stored is the address of nothing. */
function demandPossible(part: unknown): void {
  try {
    demandModest(part);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(refusal('not_found', 'There is no such address. The API is described at /docs.'));
  }
}

/** What any door takes in: storable text, not deeper and not more of it than a request of ours can need. */
export function demandModest(value: unknown): void {
  walk(value, '', 0, { left: maxValues });
}

function walk(value: unknown, field: string, depth: number, values: { left: number }): void {
  if (values.left-- <= 0) throw new Refused(refusal('request.invalid', `It holds more than ${maxValues} values.`));
  if (typeof value === 'string') return assertStorable(value, field);
  if (value === null || typeof value !== 'object') return;
  if (depth >= maxDepth)
    throw new Refused(refusal('request.invalid', `The body is nested deeper than ${maxDepth} levels.`));
  for (const [name, inside] of Object.entries(value)) {
    assertStorable(name, field);
    // class-validator finds these on every object, and so takes them for known.
    if (name in Object.prototype)
      throw new Refused(invalid([{ field: field ? `${field}.${name}` : name, message: 'is not known here' }]));
    walk(inside, field ? `${field}.${name}` : name, depth + 1, values);
  }
}

const invalid = (errors: readonly FieldError[]) =>
  refusal(
    'request.invalid',
    errors
      .map((error) => `${error.field}: ${error.message}.`)
      .join(' ')
      .slice(0, 1_000),
    { errors },
  );

export function fieldErrors(error: ValidationError, above: string): FieldError[] {
  const field = above ? `${above}.${error.property}` : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({
    field,
    message: rule === 'whitelistValidation' ? 'is not known here' : message.replace(`${error.property} `, ''),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}
