import type { JsonObject } from '#libs/kernel';
import type { Named, Schema } from '../schema.js';
import { figure } from '../views/evidence.js';
import { policy, rating, scale } from '../views/organization.js';
import { quantity } from '../views/claims.js';
import { eventType } from '../views/vocabulary.js';
import { toldSubjects } from './told-subjects.js';

const parts: ReadonlyMap<string, Named> = new Map(
  [...toldSubjects, quantity, figure, policy, rating, scale, eventType].map((one) => [one.name, one]),
);
const beginning = '#/components/schemas/';

/** The same schema with what it points to in `$defs`, for whoever has no OpenAPI document at hand. */
export function selfContained(schema: Schema): JsonObject {
  const $defs = new Map<string, unknown>();
  const pointed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(pointed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) =>
        key === '$ref' && typeof inner === 'string'
          ? [key, defined(inner.slice(beginning.length))]
          : [key, pointed(inner)],
      ),
    );
  };
  const defined = (name: string): string => {
    if (!$defs.has(name)) {
      $defs.set(name, true);
      const part = parts.get(name);
      if (!part) throw new Error(`an event points to ${name}, which self-contained.ts does not know`);
      $defs.set(name, pointed(part.schema));
    }
    return `#/$defs/${name}`;
  };
  const body = pointed(schema) as JsonObject;
  return $defs.size === 0 ? body : { ...body, $defs: Object.fromEntries($defs) as JsonObject };
}
