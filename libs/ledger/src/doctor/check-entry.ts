import type { Json, JsonObject } from '#libs/kernel';
import type { StoredEntry, StoredPersonal } from './doctor-store.js';
import { type Finding, finding } from './finding.js';
import { leafHash, opens } from '#libs/proof';

export interface ReadEvent {
  readonly id?: unknown;
  readonly organization?: unknown;
  readonly type?: unknown;
  readonly facts?: { readonly verifierKey?: unknown };
  readonly changes?: readonly { readonly type: string; readonly after: { readonly verifierKey?: unknown } }[];
}

/** One entry by itself: its bytes are those that were hashed, of this event and this organization. */
export function checkEntry(entry: StoredEntry, organization: string): Finding | undefined {
  const where = `entry ${entry.index}`;
  if (!entry.bytes) return finding('entry_missing', where, `Its event ${entry.event} is gone.`);
  if (!leafHash(entry.bytes).equals(entry.leafHash)) {
    return finding('entry_altered', where, `The bytes of event ${entry.event} are not those that were hashed.`);
  }
  const event = readEvent(entry.bytes);
  if (event?.id !== entry.event || event.organization !== organization) {
    return finding('entry_altered', where, 'Its bytes tell of another event, or of another organization.');
  }
  return undefined;
}

export function readEvent(bytes: Buffer): ReadEvent | undefined {
  try {
    return JSON.parse(bytes.toString('utf8')) as ReadEvent;
  } catch {
    return undefined;
  }
}

/** The verifier keys that an event told of. */
export const keysTold = ({ facts, changes }: ReadEvent): string[] =>
  [
    facts?.verifierKey,
    ...(changes ?? []).filter(({ type }) => type === 'signing_key').map((c) => c.after.verifierKey),
  ].filter((key): key is string => typeof key === 'string');

/** Values that are kept beside the bytes are the ones that the bytes commit to. */
export function checkPersonal(personal: StoredPersonal, entry: StoredEntry): Finding | undefined {
  const event = entry.bytes && readEvent(entry.bytes);
  if (event && opens({ ...personal, value: personal.value as Json }, event as JsonObject)) return undefined;
  return finding(
    'personal_altered',
    `entry ${entry.index}`,
    `The value kept for ${personal.path} is another than the event commits to.`,
  );
}
