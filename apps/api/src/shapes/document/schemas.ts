import { orNull, type Schema } from '../schema.js';

/**
 * What Swagger's decorators say in the words of OpenAPI 3.0, said in those of 3.1: `null` is a type, `example` is a list
 * of examples, a reference may have a description beside it. Bodies take no field that they do not name (`InputPipe`).
 */
export function modern(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modern);
  if (typeof value !== 'object' || value === null) return value;
  const inside: Schema = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, modern(part)]));
  return closed(withExamples(nullAsType(unwrapped(inside))));
}

/** `allOf` of one reference, which 3.0 needed to put a description beside it. */
function unwrapped(schema: Schema): Schema {
  const { allOf, ...rest } = schema;
  const [only, second] = (Array.isArray(allOf) ? allOf : []) as Schema[];
  return only && !second && '$ref' in only ? { ...rest, ...only } : schema;
}

function nullAsType({ nullable, ...schema }: Schema): Schema {
  return nullable === true ? orNull(schema) : schema;
}

function withExamples({ example, ...schema }: Schema): Schema {
  // A media type has one example beside its schema.
  if ('schema' in schema) return { ...schema, ...(example === undefined ? {} : { example }) };
  return example === undefined ? schema : { ...schema, examples: [example] };
}

const closed = (schema: Schema): Schema =>
  schema.type === 'object' && 'properties' in schema && !('additionalProperties' in schema)
    ? { ...schema, additionalProperties: false }
    : schema;
