/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

/** The whole state of one subject, as events and answers tell it. */
export type SubjectState = JsonObject & { readonly id: string; readonly version: number };

/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, ECMAScript numbers, minimal escapes.
 * Throws TypeError for what has no canonical form: NaN, infinities, lone surrogates, undefined, functions.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return canonicalString(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`no canonical JSON for ${typeof value}`);
  const object = value as JsonObject;
  let members = '';
  // The default order is by UTF-16 code units, which is what §3.2.3 asks for.
  for (const name of Object.keys(object).sort())
    members += `${members && ','}${canonicalString(name)}:${canonicalJson(object[name] as Json)}`;
  return `{${members}}`;
}

/** The UTF-8 bytes that are hashed, signed and stored. */
export const canonicalBytes = (value: Json): Buffer => Buffer.from(canonicalJson(value), 'utf8');

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no canonical JSON for ${value}`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('no canonical JSON for a string with a lone surrogate');
  return JSON.stringify(value);
}
