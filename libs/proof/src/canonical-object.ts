import { canonicalBytes, type Json, type JsonObject } from '#libs/kernel';
import { Malformed } from './malformed.js';

/** The JSON object that these bytes are the RFC 8785 form of. Throws Malformed for every other bytes. */
export function parseCanonicalObject(bytes: Buffer): JsonObject {
  let value: Json;
  let canonical: Buffer;
  try {
    value = JSON.parse(bytes.toString('utf8')) as Json;
    canonical = canonicalBytes(value);
  } catch {
    // A SyntaxError, a lone surrogate, or nesting deeper than the stack: the reasons differ, the answer does not.
    throw new Malformed('it is not JSON');
  }
  if (!canonical.equals(bytes)) throw new Malformed('it is not canonical JSON (RFC 8785)');
  if (!isObject(value)) throw new Malformed('it is not a JSON object');
  return value;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Throws Malformed unless the object has exactly these members. */
export function assertMembers(object: JsonObject, members: readonly string[]): void {
  const found = Object.keys(object).sort().join(', ');
  const wanted = [...members].sort().join(', ');
  if (found !== wanted) throw new Malformed(`its members are not ${wanted}`);
}
