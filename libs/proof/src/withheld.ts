import { canonicalBytes, type JsonObject } from '#libs/kernel';
import { assertMembers, isObject } from './canonical-object.js';
import { decodeBase64 } from './base64.js';
import { Malformed } from './malformed.js';
import { isHash } from './tree-hash.js';

/** An entry that is not for the reader: its place is that of its line, and the tree stands over its leaf hash. */
export interface WithheldEntry {
  readonly leafHash: Buffer;
  /** A code; nobody signs it. */
  readonly reason: string;
}

/** One line of entries.ndjson, without its newline. An event has other members, so neither passes for the other. */
export const formatWithheld = ({ leafHash, reason }: WithheldEntry): Buffer =>
  canonicalBytes({ withheld: { leafHash: leafHash.toString('base64'), reason } });

/** Nothing for a line that is an event. Throws Malformed. */
export function parseWithheld(line: JsonObject): WithheldEntry | undefined {
  if (!Object.hasOwn(line, 'withheld')) return undefined;
  assertMembers(line, ['withheld']);
  const { withheld } = line;
  if (!isObject(withheld)) throw new Malformed('what it withholds is not told');
  assertMembers(withheld, ['leafHash', 'reason']);
  const { leafHash, reason } = withheld;
  if (typeof leafHash !== 'string' || typeof reason !== 'string' || !/^[a-z]+(_[a-z]+)*$/.test(reason)) {
    throw new Malformed('it withholds an entry without its leaf hash or a reason');
  }
  const hash = decodeBase64(leafHash, 'its leaf hash');
  if (!isHash(hash)) throw new Malformed('its leaf hash is not 32 bytes');
  return { leafHash: hash, reason };
}
