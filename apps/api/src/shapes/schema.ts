/** JSON Schema 2020-12, as OpenAPI 3.1 takes it: words for the shapes that answers have. Nothing here is run on a request. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** What stands in the document once, under its name, and is pointed to. */
export interface Named {
  readonly name: string;
  readonly schema: Schema;
}

/** The shape of an answer. */
export interface View extends Named {
  readonly schema: Schema & { readonly properties: Readonly<Record<string, Schema>> };
}

type Fields = Readonly<Record<string, Schema>>;

/** Every field is always there unless `sometimes` names it, and no other one ever is. */
export const view = (name: string, description: string, fields: Fields, sometimes: readonly string[] = []): View => ({
  name,
  schema: { description, ...inside(fields, sometimes) },
});

/** An object that has no name of its own. */
export const inside = (fields: Fields, sometimes: readonly string[] = []) => ({
  type: 'object',
  properties: fields,
  required: Object.keys(fields).filter((field) => !sometimes.includes(field)),
  additionalProperties: false,
});

export const ref = ({ name }: Named): Schema => ({ $ref: `#/components/schemas/${name}` });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** The field is there and may be empty. */
export function orNull(schema: Schema): Schema {
  const { $ref, type, enum: values, ...rest } = schema;
  if ($ref) return { ...rest, anyOf: [{ $ref }, { type: 'null' }] };
  return {
    ...rest,
    type: [type, 'null'],
    ...(Array.isArray(values) ? { enum: [...(values as unknown[]), null] } : {}),
  };
}

export const about = (description: string, schema: Schema): Schema => ({ ...schema, description });

export const text: Schema = { type: 'string' };
export const uuid: Schema = { type: 'string', format: 'uuid' };
export const address: Schema = { type: 'string', format: 'uri' };
export const flag: Schema = { type: 'boolean' };
export const whole: Schema = { type: 'integer' };
export const moment: Schema = { type: 'string', format: 'date-time' };
export const day: Schema = { type: 'string', format: 'date' };
export const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };
export const language: Schema = { type: 'string', description: 'A BCP 47 tag.' };
export const choice = (values: readonly string[]): Schema => ({ type: 'string', enum: [...values] });

/** As precise as it is known (EDTF level 0): a year, a month, a day, or a time with its zone. */
export const partialDate: Schema = {
  type: 'string',
  description: 'As precise as it is known: 2024, 2024-03, 2024-03-20, or a time with its zone.',
  pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?(Z|[+-]\\d{2}:\\d{2}))?)?)?$',
};

/** What every subject carries: its id, its version (also the ETag), and when it began. */
export const id = about('Time-ordered (UUID version 7).', uuid);
export const version = about('Counts the changes, from 1. The ETag holds it.', { type: 'integer', minimum: 1 });
export const stamped = { version, createdAt: moment } as const;

/** Who did something: a person, and the key that was presented. */
export const byWhom = inside({ member: orNull(uuid), key: orNull(uuid) });
