import {
  eventContents,
  type EventType,
  eventTypeNames,
  eventTypes,
  factVisibility,
  type SubjectType,
} from '#libs/factcheck';
import type { JsonObject } from '#libs/kernel';
import { currentPayloadVersion } from '#libs/webhooks';
import { about, inside, moment, ref, type Schema, uuid, version } from '../schema.js';
import { factShapes } from './fact-shapes.js';
import { selfContained } from './self-contained.js';
import samples from './samples.json';
import { toldIn } from './told-subjects.js';

/** One type as receivers read of it. */
export interface CatalogueEntry extends JsonObject {
  readonly type: EventType;
  readonly title: string;
  readonly visibility: 'public' | 'editorial';
  /** Of the payload. A changed shape is a new version, and deliveries keep theirs. */
  readonly version: number;
  /** JSON Schema 2020-12 of the body; it needs nothing else. */
  readonly schema: JsonObject;
  /** From a newsroom of the tests. */
  readonly example: JsonObject;
}

const place: Schema = { type: 'integer', minimum: 0 };

export const subjectsIn = (type: EventType): readonly SubjectType[] =>
  eventContents[type].subjects.filter((subject) => toldIn(type, subject) !== undefined);

/** Those that receivers of the event may read. */
export function factsIn(type: EventType): Readonly<Record<string, Schema>> {
  const facts = (factShapes as Readonly<Record<string, Readonly<Record<string, Schema>>>>)[type] ?? {};
  return Object.fromEntries(
    Object.entries(facts).filter(([fact]) => ['public', 'desk'].includes(factVisibility(type, fact))),
  );
}

/** The body of one type: a thin payload has no `after` and no `facts`, the feed no `sequence`. */
export function bodySchema(type: EventType): Schema {
  const subjects = subjectsIn(type).flatMap((subject) => {
    const told = toldIn(type, subject);
    return told ? [inside({ type: { const: subject }, id: uuid, version, after: ref(told) }, ['after'])] : [];
  });
  const facts = factsIn(type);
  const list: Schema = subjects.length > 0 ? { items: { anyOf: subjects } } : { maxItems: 0 };
  return inside({
    type: { const: type },
    timestamp: about('When it happened.', moment),
    data: inside(
      {
        index: about('In the ledger: orders events across endpoints.', place),
        sequence: about('Counts what this endpoint gets, without a gap.', place),
        event: uuid,
        organization: uuid,
        subjects: { type: 'array', ...list },
        facts: inside(facts, Object.keys(facts)),
      },
      ['sequence', 'facts'],
    ),
  });
}

export const exampleOf = (type: EventType): JsonObject => (samples as unknown as Record<EventType, JsonObject>)[type];

const entry = (type: EventType): CatalogueEntry => ({
  type,
  ...eventTypes[type],
  version: currentPayloadVersion,
  schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: eventTypes[type].title,
    ...selfContained(bodySchema(type)),
  },
  example: exampleOf(type),
});

let made: readonly CatalogueEntry[] | undefined;

/** Every type there is, in the order of a newsroom's work. */
export const eventCatalogue = (): readonly CatalogueEntry[] => (made ??= eventTypeNames.map(entry));
