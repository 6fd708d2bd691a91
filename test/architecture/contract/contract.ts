import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { formats } from '../../support/formats.js';
import { type Answer, Caller } from '../../support/newsroom.js';

export interface Described {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { $ref?: string; required?: boolean }>>;
  readonly content?: Readonly<Record<string, { schema: object; example?: unknown }>>;
}
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly security: readonly object[];
  readonly parameters: readonly { $ref?: string; name?: string; in?: string; required?: boolean; schema?: object }[];
  readonly requestBody?: { content: Readonly<Record<string, { schema: { $ref?: string }; example?: unknown }>> };
  readonly responses: Readonly<Record<string, Described | { $ref: string }>>;
  readonly 'x-refusals'?: readonly string[];
}
export interface ApiDocument {
  readonly tags: readonly { name: string; description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<
    Record<string, { post: { requestBody: { content: Record<string, { schema: object }> } } }>
  >;
  readonly components: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

export const committed = (): ApiDocument =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'openapi.json'), 'utf8')) as ApiDocument;

/** Holds what goes over the wire against a description: what is not described is a mistake, of the answer or of the description. */
export class Contract {
  /** The operations that answered well at least once. */
  readonly seen = new Set<string>();
  readonly faults: string[] = [];
  private readonly ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, formats });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: ApiDocument) {
    for (const [name, schema] of Object.entries(document.components.schemas ?? {}))
      this.ajv.addSchema(byName(schema) as object, name);
  }

  /** What is wrong with this value; undefined when nothing is. */
  fault(schema: object, value: unknown): string | undefined {
    const key = JSON.stringify(schema);
    const validate = this.validators.get(key) ?? this.ajv.compile(byName(schema) as object);
    this.validators.set(key, validate);
    if (validate(value)) return undefined;
    const told = validate.errors?.map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
    return told?.join('; ') ?? 'it does not fit';
  }

  check(method: string, address: string, answer: Answer, sent?: unknown): void {
    const said = this.faultOf(method, address, answer, sent);
    if (said) this.faults.push(`${method} ${address} ${answer.status}: ${said}`);
  }

  private faultOf(method: string, address: string, answer: Answer, sent: unknown): string | undefined {
    const [path = '', query = ''] = address.split('?');
    const operation = this.operationAt(method, path);
    if (!operation) return 'no such route is described';
    const described = this.resolve(operation.responses[answer.status]);
    if (!described) return `this status is not described (${answer.text.slice(0, 200)})`;
    const refused = answer.status >= 400;
    const known = [...(operation['x-refusals'] ?? []), 'internal'];
    if (refused && operation['x-refusals'] && !known.includes(answer.body.code))
      return `the refusal ${answer.body.code} is not described`;
    if (!refused) this.seen.add(operation.operationId);
    return (
      headerFault(this.headersOf(described), answer.headers) ??
      this.bodyFault(described, answer) ??
      (refused ? undefined : this.requestFault(operation, new URLSearchParams(query), sent))
    );
  }

  private operationAt(method: string, path: string): Operation | undefined {
    const found = this.templateOf(path);
    return found === undefined ? undefined : this.document.paths[found]?.[method];
  }

  /** The described address that this one is an instance of, the one with the most fixed parts first. */
  templateOf(address: string): string | undefined {
    const path = address.split('?')[0] ?? '';
    const [found] = Object.keys(this.document.paths)
      .filter((template) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path))
      .sort((a, b) => a.split('{').length - b.split('{').length);
    return found;
  }

  private resolve(response: Described | { $ref: string } | undefined): Described | undefined {
    return response && '$ref' in response ? (this.pointed(response.$ref) as Described) : response;
  }

  private headersOf({ headers }: Described): Record<string, { required?: boolean }> {
    const all = Object.entries(headers ?? {});
    return Object.fromEntries(all.map(([name, one]) => [name, one.$ref ? (this.pointed(one.$ref) ?? one) : one]));
  }

  private pointed(pointer: string): object | undefined {
    const [kind = '', name = ''] = pointer.split('/').slice(-2);
    return this.document.components[kind]?.[name];
  }

  private bodyFault({ content }: Described, { headers, text, body }: Answer): string | undefined {
    const type = headers['content-type']?.split(';')[0];
    if (!content) return text === '' || text === undefined ? undefined : 'there is a body';
    const media = content[type ?? ''];
    if (!media) return `the content type ${type} is not described`;
    return this.fault(media.schema, /[/+]json$/.test(type ?? '') ? body : (text ?? ''));
  }

  private requestFault(operation: Operation, query: URLSearchParams, sent: unknown): string | undefined {
    const names = operation.parameters.flatMap((one) => (one.in === 'query' ? [one.name] : []));
    const unknown = [...query.keys()].find((name) => !names.includes(name));
    if (unknown) return `the parameter ${unknown} was accepted and is not described`;
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema || sent === undefined) return undefined;
    const fault = this.fault(schema, JSON.parse(JSON.stringify(sent)));
    return fault && `the request was accepted, though by the description ${fault}`;
  }
}

function headerFault(
  described: Readonly<Record<string, { required?: boolean }>>,
  headers: Answer['headers'],
): string | undefined {
  const missing = Object.entries(described).find(([name, { required }]) => required && !headers[name.toLowerCase()]);
  if (missing) return `the header ${missing[0]} is not there`;
  const names = Object.keys(described).map((name) => name.toLowerCase());
  const watched = ['etag', 'location', 'x-request-id', 'www-authenticate', 'retry-after', 'content-disposition'];
  const unsaid = watched.find((name) => headers[name] !== undefined && !names.includes(name));
  return unsaid && `the header ${unsaid} is not described`;
}

/** The same schema with references that Ajv finds by name, without what only OpenAPI knows. */
function byName(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(byName);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' ? (value as string).replace('#/components/schemas/', '') : byName(value),
    ]),
  );
}

/** A caller whose every answer is held against the contract. */
export class WatchedCaller extends Caller {
  constructor(
    server: ConstructorParameters<typeof Caller>[0],
    private readonly contract: Contract,
    key?: string,
    member?: string,
  ) {
    super(server, key, member);
  }

  override async send(...[method, path, body, headers]: Parameters<Caller['send']>): Promise<Answer> {
    const answer = await super.send(method, path, body, headers);
    this.contract.check(method, path, answer, body);
    return answer;
  }
}
