import fc from 'fast-check';
import type { ApiDocument, Operation } from '../../architecture/contract/contract.js';
import type { Memory } from './memory.js';
import { Values, spoiled } from './schemas.js';
import { fromMemory, hostile, remembered } from './values.js';
import type { Sent } from './wire.js';

export interface Route {
  readonly template: string;
  readonly method: string;
  readonly operation: Operation;
}

/** A request before anybody sends it: places in it are filled with what was answered so far. */
export interface Plan {
  readonly route: Route;
  readonly parts: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
  /** Sent as it is, whatever the route takes. */
  readonly raw?: string;
}

export const routesOf = (document: ApiDocument): Route[] =>
  Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ template, method, operation })),
  );

const notJson = [
  '',
  '{',
  '[1,',
  '"x"',
  '1',
  'null',
  '{"a":1}{}',
  "{'a':1}",
  '{"__proto__":{"a":1}}',
  '\ufeff{}',
  'x=1',
];
const types = ['application/json', 'application/x-ndjson', 'text/plain', 'application/xml', 'multipart/form-data', ''];

/** Requests that a description leads to. `wild`: how often, in 100, something of a request is made to be wrong. */
export class Plans {
  private readonly values: Values;

  constructor(
    private readonly document: ApiDocument,
    private readonly wild: number,
  ) {
    this.values = new Values(document);
  }

  of(route: Route): fc.Arbitrary<Plan> {
    const { parameters } = route.operation;
    const all = parameters.map((one) => ({ ...one, ...this.pointed(one.$ref) })) as Parameter[];
    const from = (where: string) => all.filter((one) => one.in === where);
    return fc.record({
      route: fc.constant(route),
      parts: fc.record(
        Object.fromEntries(from('path').map(({ name }) => [name, this.rarely(this.part(route, name), hostile)])),
      ),
      query: this.some(from('query')),
      headers: this.some(from('header')),
      body: this.body(route),
      ...(this.wild === 0 ? {} : { raw: this.rarely(fc.constant(undefined), fc.constantFrom(...notJson), 4) }),
    }) as fc.Arbitrary<Plan>;
  }

  /** All of the values, or rarely one that is wrong. */
  private rarely<T>(right: fc.Arbitrary<T>, wrong: fc.Arbitrary<unknown>, share = 1): fc.Arbitrary<unknown> {
    const weight = this.wild / share;
    return weight === 0 ? right : fc.oneof({ weight: 100, arbitrary: right }, { weight, arbitrary: wrong });
  }

  private part(route: Route, name: string): fc.Arbitrary<unknown> {
    if (name !== 'id') return name === 'name' ? fc.constantFrom('mine', 'unassigned', 'overdue') : fromMemory(name);
    const before = route.template.split('/{id}')[0]?.split('/').at(-1) ?? '';
    return fc.oneof({ weight: 12, arbitrary: fromMemory(before) }, { weight: 1, arbitrary: fromMemory('any') });
  }

  /** Required ones, and some of the others. */
  private some(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, unknown>> {
    const made = parameters.map(({ name, schema }) => {
      const right = name === 'If-Match' ? fc.constant('the version') : this.values.of(schema ?? {}, name);
      return [name, this.rarely(right, hostile)] as const;
    });
    const requiredKeys = parameters.filter((one) => one.required).map(({ name }) => name);
    const some = fc.record(Object.fromEntries(made), { requiredKeys });
    const required = fc.record(Object.fromEntries(made.filter(([name]) => requiredKeys.includes(name))));
    return fc.oneof({ weight: 2, arbitrary: required }, { weight: 1, arbitrary: some });
  }

  private body({ operation }: Route): fc.Arbitrary<unknown> {
    const described = operation.requestBody?.content['application/json'];
    if (!described) return fc.constant(undefined);
    const like = this.values.like(described.example, '');
    if (this.wild === 0) return like;
    const whole = this.values.of(described.schema, '');
    return fc.oneof(
      { weight: 100, arbitrary: like },
      { weight: 40, arbitrary: whole },
      { weight: this.wild * 2, arbitrary: spoiled(like) },
      { weight: this.wild, arbitrary: spoiled(whole) },
    );
  }

  private pointed($ref: string | undefined): object {
    const [kind = '', name = ''] = ($ref ?? '').split('/').slice(-2);
    return this.document.components[kind]?.[name] ?? {};
  }
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: object;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
// A lone surrogate has no percent-encoding; sent as it is, Node would refuse it here and not there.
const encoded = (value: unknown): string => encodeURIComponent(Buffer.from(asText(value)).toString());
const asHeader = (value: unknown): string =>
  asText(value)
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(0, 6_000);

/** The plan as bytes, with the key of whoever sends it. */
export function request(
  plan: Plan,
  memory: Memory,
  key: string | undefined,
  changed: (json: unknown) => unknown = (json) => json,
): Sent & { readonly json?: unknown } {
  const { raw } = plan;
  const fill = (fields: Plan['parts']) => remembered(fields, memory) as Plan['parts'];
  const [parts, query, headers] = [fill(plan.parts), fill(plan.query), fill(plan.headers)];
  const path = plan.route.template.replace(/\{(\w+)\}/g, (_, name: string) => encoded(parts[name]) || '-');
  const asked = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    // A long poll is as good after a second, and there are thousands of requests.
    .map(([name, value]) => `${name}=${encoded(name === 'wait' && Number(value) > 1 ? 1 : value)}`);
  const json = changed(remembered(plan.body, memory));
  const body = raw ?? (json === undefined ? undefined : JSON.stringify(json));
  const version = `"${memory.versionOf(asText(parts.id))}"`;
  const sent = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    asHeader(value === 'the version' ? version : value),
  ]);
  return {
    method: plan.route.method.toUpperCase(),
    address: asked.length > 0 ? `${path}?${asked.join('&')}` : path,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': contentType(plan, raw) }),
      ...Object.fromEntries(sent.filter(([, value]) => value !== '')),
    },
    ...(body === undefined || plan.route.method === 'get' ? {} : { body }),
    ...(raw === undefined && json !== undefined ? { json } : {}),
  };
}

const contentType = ({ route }: Plan, raw: string | undefined): string =>
  raw === undefined || raw.length % 3 > 0
    ? (Object.keys(route.operation.requestBody?.content ?? {})[0]?.replace('*/*', 'text/plain') ?? 'application/json')
    : (types[raw.length % types.length] ?? '');
