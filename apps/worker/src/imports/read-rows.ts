import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { refusal, Refused, type Refusal } from '#libs/kernel';
import { demandModest, fieldErrors } from '../../../api/src/http/input-pipe.js';

export interface Line {
  /** From 1; empty lines count and are passed over. */
  readonly number: number;
  readonly text: string;
}

/** The lines of NDJSON as they come, in flat memory. */
export async function* linesOf(content: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  for await (const text of createInterface({ input: Readable.from(content), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() !== '') yield { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text };
  }
}

/** One line as JSON. Throws Refused with what is wrong with it. */
export function jsonOf(text: string): unknown {
  // Buffers that are no UTF-8 come out with this character.
  if (text.includes('\uFFFD')) throw new Refused(refusal('text.invalid', 'This line is not valid UTF-8.'));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused(
      refusal('request.invalid', `This line is not valid JSON (${(error as Error).message.slice(0, 100)}).`),
    );
  }
}

/** A row checked against its shape: unknown fields are refused, as on the API. */
export function rowOf<Row extends object>(shape: new () => Row, value: unknown): Row {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new Refused(refusal('request.invalid', 'This line is not a JSON object.'));
  }
  demandModest(value);
  const row = plainToInstance(shape, value);
  const errors = validateSync(row, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) throw new Refused(invalid(errors));
  return row;
}

function invalid(errors: Parameters<typeof fieldErrors>[0][]): Refusal {
  const fields = errors.flatMap((error) => fieldErrors(error, ''));
  return refusal(
    'request.invalid',
    fields
      .map(({ field, message }) => `${field}: ${message}.`)
      .join(' ')
      .slice(0, 500),
  );
}
