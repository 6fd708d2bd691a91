import { createHmac } from 'node:crypto';
import { canonicalBytes, type Json, type JsonObject } from '#libs/kernel';
import { assertMembers, isObject, parseCanonicalObject } from './canonical-object.js';
import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';

/** What stands in an event in place of a personal or confidential value. */
export interface Commitment extends JsonObject {
  readonly committed: string;
}

/** Shorter salts would let the value be guessed; longer ones than a block of SHA-256 are hashed first (RFC 2104 §2). */
export const saltBytes = { least: 16, most: 64 } as const;

/** `{"committed": hex of HMAC-SHA256(salt, RFC 8785 bytes of the value)}`: binds to the value and tells nothing of it. */
export function commit(salt: Uint8Array, value: Json): Commitment {
  if (salt.length < saltBytes.least || salt.length > saltBytes.most) {
    throw new RangeError(`a salt has ${saltBytes.least} to ${saltBytes.most} bytes`);
  }
  return { committed: createHmac('sha256', salt).update(canonicalBytes(value)).digest('hex') };
}

/** Opens one commitment: in the event with this id, at this JSON Pointer (RFC 6901) into its envelope. */
export interface Disclosure {
  readonly event: string;
  readonly path: string;
  readonly salt: Buffer;
  readonly value: Json;
}

/** One line of personal.ndjson, without its newline. */
export function formatDisclosure({ event, path, salt, value }: Disclosure): Buffer {
  return canonicalBytes({ event, path, salt: salt.toString('base64'), value });
}

/** Throws Malformed. */
export function parseDisclosure(line: Buffer): Disclosure {
  const object = parseCanonicalObject(line);
  assertMembers(object, ['event', 'path', 'salt', 'value']);
  const { event, path, salt, value } = object;
  if (typeof event !== 'string' || typeof path !== 'string' || typeof salt !== 'string' || value === undefined) {
    throw new Malformed('its event, path or salt is not text');
  }
  const bytes = decodeBase64(salt, 'its salt');
  if (bytes.length < saltBytes.least || bytes.length > saltBytes.most) {
    throw new Malformed(`its salt does not have ${saltBytes.least} to ${saltBytes.most} bytes`);
  }
  return { event, path, salt: bytes, value };
}

/** Whether the disclosed value is what the event commits to at that place. */
export function opens(disclosure: Disclosure, event: JsonObject): boolean {
  const found = at(event, disclosure.path);
  return isObject(found) && canonicalBytes(found).equals(canonicalBytes(commit(disclosure.salt, disclosure.value)));
}

/** RFC 6901 §4; undefined where the pointer is not one or leads nowhere. */
export function at(document: Json, pointer: string): Json | undefined {
  if (pointer === '') return document;
  if (!/^(\/([^~/]|~[01])*)+$/.test(pointer)) return undefined;
  let here: Json | undefined = document;
  for (const token of pointer.slice(1).split('/')) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(here))
      here = /^(0|[1-9][0-9]*)$/.test(name) ? (here as readonly Json[])[Number(name)] : undefined;
    else here = isObject(here) && Object.hasOwn(here, name) ? here[name] : undefined;
  }
  return here;
}
