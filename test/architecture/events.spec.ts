import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventContents, type EventType, eventTypeNames, factVisibility, publicEventTypes } from '#libs/factcheck';
import type { Json, JsonObject } from '#libs/kernel';
import { eventCatalogue } from '../../apps/api/src/shapes/events/event-catalogue.js';
import { schemaFault } from '../support/events-of-stories.js';
import { committed } from './contract/contract.js';

interface Body extends JsonObject {
  readonly data: { readonly subjects: readonly { readonly type: string; readonly after: JsonObject }[] } & JsonObject;
}
const sampleOf = (type: EventType): Body =>
  structuredClone(eventCatalogue().find((one) => one.type === type)?.example) as Body;

const factsFor = (type: EventType): string[] =>
  eventContents[type].facts.filter((fact) => ['public', 'desk'].includes(factVisibility(type, fact)));

describe('the catalogue of events', () => {
  it.each(eventTypeNames)('describes %s, with an example that fits', (type) => {
    expect(schemaFault(type, sampleOf(type))).toBeUndefined();
  });

  it('says of every field what it is: nothing is left open', () => {
    const open: string[] = [];
    const look = (schema: Json, path: string): void => {
      if (Array.isArray(schema)) return schema.forEach((one, place) => look(one, `${path}/${place}`));
      if (typeof schema !== 'object' || schema === null) return;
      const { properties } = schema as { properties?: JsonObject };
      for (const [name, field] of Object.entries(properties ?? {}))
        if (field === true || Object.keys(field as object).every((key) => key === 'description'))
          open.push(`${path}.${name}`);
      for (const [key, value] of Object.entries(schema as JsonObject)) look(value, `${path}/${key}`);
    };
    for (const { type, schema } of eventCatalogue()) look(schema, type);
    expect(open).toEqual([]);
  });

  it('admits nothing that it does not name, and wants what it promises', () => {
    const broken = (change: (body: Body) => void, type: EventType = 'verdict.published'): string | undefined => {
      const body = sampleOf(type);
      change(body);
      return schemaFault(type, body);
    };
    const after = (body: Body) =>
      body.data.subjects.find(({ type }) => type === 'verdict')?.after as Record<string, Json>;
    expect(broken((body) => (after(body).authors = []))).toMatch(/additional/);
    expect(broken((body) => delete after(body).rating)).toMatch(/rating/);
    expect(broken((body) => (after(body).number = 'one'))).toMatch(/integer/);
    expect(broken((body) => Object.assign(body.data, { index: -1 }))).toMatch(/>= 0/);
    expect(broken((body) => Object.assign(body.data.facts as object, { why: 'so' }))).toMatch(/additional/);
    expect(broken((body) => Object.assign(body.data.facts as object, { rating: 'false' }))).toMatch(/object/);
    // A thin one has neither states nor facts; the feed has no sequence.
    expect(
      broken((body) => {
        for (const subject of body.data.subjects) delete (subject as Record<string, unknown>).after;
        for (const absent of ['facts', 'sequence']) delete (body.data as Record<string, unknown>)[absent];
      }),
    ).toBeUndefined();
  });

  it('promises of the facts those that receivers may read', () => {
    for (const { type, schema } of eventCatalogue()) {
      const { data } = schema.properties as { data: { properties: { facts: { properties?: JsonObject } } } };
      expect([type, Object.keys(data.properties.facts.properties ?? {}).sort()]).toEqual([type, factsFor(type).sort()]);
    }
  });

  it('shows the public no field of the desk', () => {
    for (const type of publicEventTypes) {
      const text = JSON.stringify(eventCatalogue().find((one) => one.type === type)?.schema);
      expect(text).not.toMatch(/"(assignee|authors|voter|disputedAt|submittedBy|hold|decidedBy|requestedBy)"/);
    }
  });

  it('is the same in the OpenAPI document and on the pages', () => {
    expect(Object.keys(committed().webhooks)).toEqual(eventTypeNames);
    const page = (name: string): string => readFileSync(join(__dirname, '..', '..', 'docs', 'generated', name), 'utf8');
    for (const type of eventTypeNames) {
      const group = page(`events/${type.split('.')[0]}.md`);
      expect(group).toContain(`## ${type}\n`);
      for (const fact of factsFor(type)) expect(group).toContain(`\`facts.${fact}\``);
    }
  });
});
