import {
  eventContents,
  type EventType,
  eventTypeNames,
  eventTypes,
  type SubjectType,
  visibilityOf,
  visibilityTable,
} from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import { currentPayloadVersion } from './payload.js';

/** One type as receivers read of it. */
export interface CatalogueEntry extends JsonObject {
  readonly type: EventType;
  readonly title: string;
  readonly visibility: 'public' | 'editorial';
  /** Of the payload. A changed shape is a new version, and deliveries keep theirs. */
  readonly version: number;
  /** JSON Schema 2020-12 of the body. */
  readonly schema: JsonObject;
  readonly example: JsonObject;
}

const uuid: JsonObject = { type: 'string', format: 'uuid' };
const whole: JsonObject = { type: 'integer', minimum: 0 };
const closed = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({
  type: 'object',
  properties,
  required: [...required],
  additionalProperties: false,
});

/** The fields of a subject that receivers of this type get. */
export const fieldsIn = (type: EventType, subject: SubjectType): string[] => {
  const audience = eventTypes[type].visibility === 'editorial' ? ['public', 'desk'] : ['public'];
  return Object.keys(visibilityTable[subject]).filter((field) => audience.includes(visibilityOf(subject, field)));
};

export const subjectsIn = (type: EventType): readonly SubjectType[] =>
  eventContents[type].subjects.filter((subject) => fieldsIn(type, subject).length > 0);

/** The body of one type: a thin payload has no `after` and no `facts`, the feed no `sequence`. */
export function bodySchema(type: EventType): JsonObject {
  const any = (names: readonly string[]): JsonObject =>
    closed(Object.fromEntries(names.map((name) => [name, true as const])), []);
  const subjects = subjectsIn(type).map((subject) =>
    closed(
      {
        type: { const: subject },
        id: uuid,
        version: { type: 'integer', minimum: 1 },
        after: any(['id', 'version', ...fieldsIn(type, subject)]),
      },
      ['type', 'id', 'version'],
    ),
  );
  const list: JsonObject = subjects.length > 0 ? { items: { anyOf: subjects } } : { maxItems: 0 };
  return closed({
    type: { const: type },
    timestamp: { type: 'string', format: 'date-time' },
    data: closed(
      {
        index: { ...whole, description: 'In the ledger: orders events across endpoints.' },
        sequence: { ...whole, description: 'Counts what this endpoint gets, without a gap.' },
        event: uuid,
        organization: uuid,
        subjects: { type: 'array', ...list },
        facts: any(eventContents[type].facts),
      },
      ['index', 'event', 'organization', 'subjects'],
    ),
  });
}

const sampleId = (last: number): string => `0197c0de-0000-7000-8000-00000000000${last}`;

const example = (type: EventType): JsonObject => ({
  type,
  timestamp: '2025-05-08T10:00:00.000Z',
  data: {
    index: 1_041,
    sequence: 12,
    event: sampleId(1),
    organization: sampleId(2),
    subjects: subjectsIn(type).map((subject, place) => ({
      type: subject,
      id: sampleId(place + 3),
      version: 1,
      after: {},
    })),
    facts: {},
  },
});

const entry = (type: EventType): CatalogueEntry => ({
  type,
  ...eventTypes[type],
  version: currentPayloadVersion,
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: eventTypes[type].title,
    ...bodySchema(type),
  },
  example: example(type),
});

/** Every type there is, in the order of a newsroom's work. */
export const eventCatalogue: readonly CatalogueEntry[] = eventTypeNames.map(entry);
