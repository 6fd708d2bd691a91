import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type EventType, eventTypeNames, isEventType } from '#libs/factcheck';
import { type RecordedEvent, renderers } from '#libs/webhooks';
import { eventCatalogue } from '../../apps/api/src/shapes/events/event-catalogue.js';
import type { TestDatabase } from './database.js';
import { formats } from './formats.js';

interface Sent {
  readonly type: string;
  readonly data: { readonly index: number };
}

const samplesFile = join(__dirname, '..', '..', 'apps', 'api', 'src', 'shapes', 'events', 'samples.json');
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, formats });
const validators = new Map<string, ValidateFunction>();

/** Every event of a database, as an endpoint that may hear everything would get it. */
export async function eventsOf(on: Pick<TestDatabase, 'asOwner'>): Promise<readonly Sent[]> {
  const rows = await on.asOwner<{ index: string; bytes: string }>(
    `select l.index, convert_from(e.bytes, 'UTF8') as bytes from ledger_entry l
       join event e on e.organization_id = l.organization_id and e.id = l.event_id order by e.organization_id, l.index`,
  );
  return rows.map(({ index, bytes }) => {
    const place = { index: Number(index), sequence: Number(index), thin: false };
    return JSON.parse(renderers[1]?.(JSON.parse(bytes) as RecordedEvent, place) ?? '') as Sent;
  });
}

/** What the catalogue does not promise of them. With EVENT_SAMPLES=1 one of each type becomes its example. */
export function notAsPromised(events: readonly Sent[]): string[] {
  if (process.env.EVENT_SAMPLES) keepSamples(events);
  const faults = events.flatMap((event) => {
    const fault = isEventType(event.type) ? schemaFault(event.type, event) : 'no such type';
    return fault ? [`${event.type}: ${fault}`] : [];
  });
  return [...new Set(faults)];
}

/** What is wrong with the body of an event; undefined when nothing is. */
export function schemaFault(type: EventType, body: unknown): string | undefined {
  let validate = validators.get(type);
  if (!validate) {
    validate = ajv.compile(eventCatalogue().find((one) => one.type === type)?.schema ?? { not: {} });
    validators.set(type, validate);
  }
  if (validate(body)) return undefined;
  return validate.errors?.map((one) => `${one.instancePath} ${one.message} ${JSON.stringify(one.params)}`).join('; ');
}

/** One line each, in the order of the catalogue. Those that still fit their schema stay. */
function keepSamples(events: readonly Sent[]): void {
  const samples = JSON.parse(readFileSync(samplesFile, 'utf8')) as Record<string, unknown>;
  const found = new Map(events.map((event) => [event.type, event]));
  const lines = eventTypeNames.flatMap((type) => {
    const kept = samples[type];
    const sample = kept !== undefined && !schemaFault(type, kept) ? kept : found.get(type);
    return sample === undefined ? [] : [`  ${JSON.stringify(type)}: ${printable(sample)}`];
  });
  writeFileSync(samplesFile, `{\n${lines.join(',\n')}\n}\n`);
}

/** Addresses of a test's own servers are nobody's business. */
const printable = (sample: unknown): string =>
  JSON.stringify(sample).replace(/http:\/\/127\.0\.0\.1:\d+/g, 'https://cms.northwind.example');
