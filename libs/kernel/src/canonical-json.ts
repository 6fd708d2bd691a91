/** A JSON value as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [member: string]: Json;
}

/** The whole state of one subject, as events and answers tell it. */
export type SubjectState = JsonObject & { readonly id: string; readonly version: number };

// A surrogate that has no partner. `\p{Cs}` under the u flag matches exactly those.
const loneSurrogate = /\p{Cs}/u;

/**
 * RFC 8785 (JSON Canonicalization Scheme): members sorted by UTF-16 code units, ECMAScript numbers, minimal escapes.
 * Throws TypeError for what has no canonical form: NaN, infinities, lone surrogates, undefined, functions.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const object = value as JsonObject;
    const members = Object.keys(object).sort(byCodeUnits);
    return `{${members.map((name) => `${canonicalString(name)}:${canonicalJson(object[name] as Json)}`).join(',')}}`;
  }
  throw new TypeError(`no canonical JSON for ${typeof value}`);
}

/** The UTF-8 bytes that are hashed, signed and stored. */
export const canonicalBytes = (value: Json): Buffer => Buffer.from(canonicalJson(value), 'utf8');

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`no canonical JSON for ${value}`);
  return JSON.stringify(value);
}

function canonicalString(value: string): string {
  if (loneSurrogate.test(value)) throw new TypeError('no canonical JSON for a string with a lone surrogate');
  return JSON.stringify(value);
}

// Array.prototype.sort's default order is by UTF-16 code units, which is what RFC 8785 §3.2.3 asks for; said here once.
const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
