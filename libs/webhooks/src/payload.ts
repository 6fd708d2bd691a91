import {
  eventTypes,
  factVisibility,
  isEventType,
  subjectTypes,
  type SubjectType,
  visibilityOf,
  visibilityTable,
  type Visibility,
} from '#libs/factcheck';
import type { Json, JsonObject } from '#libs/kernel';

/** What a renderer reads of an event's bytes. */
export interface RecordedEvent {
  readonly id: string;
  readonly organization: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly changes: readonly {
    readonly type: string;
    readonly id: string;
    readonly version: number;
    readonly after: JsonObject;
  }[];
  readonly facts: JsonObject;
}

/** A pure function, so that every retry and every redelivery sends the same bytes. */
export type Renderer = (event: RecordedEvent, place: Place) => string;

/** What a delivery pins besides the event. */
export interface Place {
  readonly index: number;
  readonly sequence: number;
  readonly thin: boolean;
}

/** What new deliveries are pinned to. */
export const currentPayloadVersion = 1;

/** One for each payload version that a delivery may be pinned to. A change of shape is a new entry; old ones stay as they are. */
export const renderers: Readonly<Record<number, Renderer>> = { 1: renderFirst };

/** The body of Standard Webhooks 1.0.0: `{type, timestamp, data}`, where `timestamp` is when it happened. */
function renderFirst(event: RecordedEvent, { index, sequence, thin }: Place): string {
  const { data, ...rest } = told(event, thin);
  return JSON.stringify({ ...rest, data: { index, sequence, ...data } });
}

/** What endpoints and feeds tell of an event: what its widest audience may see of it. Thin: nothing but what to ask for. */
export function told(event: RecordedEvent, thin = false) {
  const audience = audienceOf(event.type);
  return {
    type: event.type,
    timestamp: event.occurredAt,
    data: {
      event: event.id,
      organization: event.organization,
      subjects: event.changes.flatMap(({ type, id, version, after }) =>
        isShownTo(audience, type)
          ? [{ type, id, version, ...(thin ? {} : { after: fieldsFor(audience, type, after) }) }]
          : [],
      ),
      ...(thin ? {} : { facts: factsFor(audience, event) }),
    },
  };
}

/** A test of an endpoint: a message of its own, about no event and outside the sequence. */
export const testMessage = (delivery: string, endpoint: string, createdAt: string): string =>
  JSON.stringify({ type: testType, timestamp: createdAt, data: { endpoint, delivery } });

/** What a checkpoint says: all that a witness must keep. `note` is the signed note (C2SP tlog-checkpoint). */
export interface TellableCheckpoint {
  readonly size: number;
  readonly note: string;
  /** RFC 3339 */
  readonly signedAt: string;
}

/** The ledger's state as its key vouches for it: a message of its own, outside the sequence. */
export const checkpointMessage = (organization: string, { size, note, signedAt }: TellableCheckpoint): string =>
  JSON.stringify({ type: checkpointType, timestamp: signedAt, data: { organization, size, note } });

export const checkpointType = 'ledger.checkpoint';

/** No type of the catalogue: endpoints do not choose it. */
export const testType = 'endpoint.test';

// A type that this release does not know gets the narrowest audience.
const audienceOf = (type: string): ReadonlySet<Visibility> =>
  new Set(isEventType(type) && eventTypes[type].visibility === 'editorial' ? ['public', 'desk'] : ['public']);

/** Subjects without one field for this audience are left out whole: that a ballot exists is itself not public. */
function isShownTo(audience: ReadonlySet<Visibility>, type: string): type is SubjectType {
  if (!(subjectTypes as readonly string[]).includes(type)) return false;
  return Object.keys(visibilityTable[type as SubjectType]).some((field) =>
    audience.has(visibilityOf(type as SubjectType, field)),
  );
}

// The table is read at sending time on purpose: a field that is found to say too much must not leave with a retry.
const fieldsFor = (audience: ReadonlySet<Visibility>, type: SubjectType, after: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(after).filter(([field, value]) => audience.has(visibilityOf(type, field)) && !isCommitment(value)),
  );

const factsFor = (audience: ReadonlySet<Visibility>, { type, facts }: RecordedEvent): JsonObject =>
  Object.fromEntries(Object.entries(facts).filter(([fact]) => audience.has(factVisibility(type, fact))));

/** A personal value stands in the bytes as its salted digest, which says nothing to a receiver. */
const isCommitment = (value: Json): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).join() === 'committed';
