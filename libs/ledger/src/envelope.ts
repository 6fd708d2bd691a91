import { randomBytes } from 'node:crypto';
import { personalFields, type EventType, type SubjectType } from '#libs/factcheck';
import { canonicalBytes, type Actor, type Json, type JsonObject } from '#libs/kernel';
import { commit } from '#libs/proof';

/** One subject that a verb changed, with its whole new state. */
export interface Change {
  readonly type: SubjectType;
  readonly id: string;
  readonly version: number;
  readonly after: JsonObject;
}

/** What a verb says happened. `root` is the aggregate (a claim, mostly) whose history it belongs to. */
export interface NewEvent {
  readonly type: EventType;
  readonly root: string;
  readonly labels?: {
    readonly topics?: readonly string[];
    readonly language?: string;
    readonly status?: string;
    readonly rating?: string;
  };
  readonly changes: readonly Change[];
  readonly facts?: JsonObject;
  /** The policy version a rule was read from. */
  readonly policy?: number;
}

/** A personal value, kept apart from the bytes that only commit to it. */
export interface Personal {
  /** JSON Pointer into the envelope (RFC 6901) */
  readonly path: string;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly salt: Buffer;
  readonly value: Json;
}

/** The exact bytes of one event (RFC 8785), and the personal values that were taken out of them. */
export function envelope(
  event: NewEvent,
  id: string,
  organization: string,
  actor: Actor,
  occurredAt: string,
): { bytes: Buffer; personal: Personal[] } {
  const personal: Personal[] = [];
  const changes = event.changes.map((change, index) => {
    const after: Record<string, Json> = { ...change.after };
    for (const field of personalFields(change.type)) {
      const value = after[field];
      if (value === undefined || value === null) continue;
      const salt = randomBytes(32);
      after[field] = commit(salt, value);
      personal.push({
        path: `/changes/${index}/after/${field}`,
        subjectType: change.type,
        subjectId: change.id,
        salt,
        value,
      });
    }
    return { type: change.type, id: change.id, version: change.version, after };
  });
  const bytes = canonicalBytes({
    id,
    organization,
    type: event.type,
    schema: 1,
    occurredAt,
    actor: { kind: actor.kind, member: actor.member ?? null, key: actor.key ?? null, roles: [...actor.roles] },
    request: actor.request ?? null,
    policy: event.policy ?? null,
    root: event.root,
    labels: { ...event.labels, topics: [...(event.labels?.topics ?? [])] },
    changes,
    facts: event.facts ?? {},
  });
  return { bytes, personal };
}
