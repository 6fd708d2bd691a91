import fc from 'fast-check';
import type { ApiDocument } from '../../architecture/contract/contract.js';
import { fromMemory, hostile } from './values.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/;
const digest = /^[0-9a-f]{64}$/;
const places = ['http://127.0.0.1:9/', 'https://courier.example/a', 'http://[::1]:9/x?y=z#w'];
const dates = ['2025', '2025-05', '2025-05-08', '2025-05-08T10:00:00Z'];
const day = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

/** Values that a schema of openapi.json takes. `name` tells what an id would be the id of. */
export class Values {
  constructor(private readonly document: ApiDocument) {}

  of(schema: Schema, name: string): fc.Arbitrary<unknown> {
    if (schema.$ref) return this.of(this.pointed(schema.$ref), name);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => this.of(one, name)));
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const types = [schema.type ?? 'object'].flat();
    return fc.oneof(...types.map((type) => this.ofType(type, schema, name)));
  }

  /** The example of a body, with ids from memory and no address outside this machine. */
  like(example: unknown, name: string): fc.Arbitrary<unknown> {
    if (Array.isArray(example)) return fc.tuple(...example.map((one) => this.like(one, name)));
    if (typeof example === 'object' && example !== null)
      return fc.record(
        Object.fromEntries(Object.entries(example).map(([key, inside]) => [key, this.like(inside, key)])),
      );
    if (typeof example !== 'string') return fc.constant(example);
    if (uuid.test(example)) return fromMemory(name);
    if (digest.test(example)) return fromMemory('digest');
    if (/^https?:/.test(example)) return fc.integer({ min: 1 }).map((n) => `http://127.0.0.1:9/${n}`);
    if (name === 'invitation') return fromMemory(name);
    // Some texts are names that may be taken once.
    return ['title', 'name', 'slug', 'code'].includes(name)
      ? fc.integer({ min: 0, max: 99_999 }).map((n) => `${example}-${n}`)
      : fc.constant(example);
  }

  private ofType(type: string, schema: Schema, name: string): fc.Arbitrary<unknown> {
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'integer':
        return fc.integer({ min: schema.minimum ?? -10, max: schema.maximum ?? 1_000_000 });
      case 'number':
        return fc.double({ min: schema.minimum ?? -10, max: schema.maximum ?? 1e6, noNaN: true });
      case 'array': {
        const { items = {}, minItems: minLength = 0, maxItems = 5 } = schema;
        return fc.array(this.of(items, name), { minLength, maxLength: Math.max(minLength, Math.min(maxItems, 4)) });
      }
      case 'object': {
        const { properties, required } = schema;
        if (!properties) return fc.dictionary(fc.constantFrom('en', 'de', 'es-VE'), fc.string({ minLength: 1 }));
        const fields = Object.entries(properties).map(([key, one]) => [key, this.of(one, key)] as const);
        return fc.record(Object.fromEntries(fields), { requiredKeys: [...(required ?? [])] });
      }
      default:
        return this.text(schema, name);
    }
  }

  private text({ format, pattern, minLength = 0, maxLength = 200 }: Schema, name: string): fc.Arbitrary<unknown> {
    if (format === 'uuid') return fromMemory(name);
    if (format === 'date') return day;
    if (format === 'date-time') return day.map((one) => `${one}T06:00:00Z`);
    if (format === 'uri') return fc.constantFrom(...places);
    if (pattern) return fc.stringMatching(new RegExp(pattern));
    const some = fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(Math.max(minLength, 40), maxLength) });
    return fc.oneof(some, fromMemory(name), fc.constantFrom('en', 'Words about it.', ...dates));
  }

  private pointed(pointer: string): Schema {
    const [kind = '', name = ''] = pointer.split('/').slice(-2);
    return this.document.components[kind]?.[name] ?? {};
  }
}

/** The value with something hostile in one of its places, or a field more, or one less. */
export const spoiled = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(whole, hostile, fc.nat(), fc.constantFrom('put', 'add', 'drop')).map(([value, bad, where, how]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return bad;
    const fields = Object.entries(value);
    const place = where % Math.max(1, fields.length);
    if (how === 'add' || fields.length === 0)
      return { ...value, [['extra', 'organization', 'id'][where % 3] ?? '']: bad };
    if (how === 'drop') return Object.fromEntries(fields.filter((_, at) => at !== place));
    return Object.fromEntries(fields.map(([key, inside], at) => [key, at === place ? bad : inside]));
  });
