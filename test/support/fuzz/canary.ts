import type { ApiDocument, Contract } from '../../architecture/contract/contract.js';
import { type Answer, Caller } from '../newsroom.js';
import { Memory } from './memory.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: unknown;
  readonly enum?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

// These must stand in the article as they are.
const quoted = ['exact', 'prefix', 'suffix'];

/** The body with a word in each of its free texts. */
export function planted(document: ApiDocument, schema: Schema | undefined, value: unknown, word: string): unknown {
  const inside = (one: Schema | undefined, part: unknown): unknown => planted(document, one, part, word);
  if (schema?.$ref) return inside(document.components.schemas?.[schema.$ref.split('/').at(-1) ?? ''], value);
  const shape = schema?.anyOf?.[0];
  if (shape) return inside(shape, value);
  if (Array.isArray(value)) return value.map((one) => inside(schema?.items, one));
  if (typeof value === 'string') return isFree(schema) ? `${word} ${value}`.slice(0, schema?.maxLength) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [
      name,
      quoted.includes(name) ? part : inside(schema?.properties?.[name], part),
    ]),
  );
}

const isFree = (schema: Schema | undefined): boolean =>
  [schema?.type].flat().includes('string') &&
  !schema?.enum &&
  !schema?.format &&
  !schema?.pattern &&
  (schema?.maxLength ?? 0) >= 100;

/** One newsroom in a house of several: whatever it writes carries its word, whatever it is told is searched for others'. */
export class Tenant {
  readonly memory = new Memory();
  readonly leaks: string[] = [];
  readonly counts = { answered: 0, withOwnWord: 0 };

  constructor(
    readonly word: string,
    private readonly contract: Contract,
    private readonly everybody: readonly Tenant[],
  ) {}

  /** What it would send. Readers who need no key write nothing of a newsroom's. */
  plant(method: string, template: string | undefined, body: unknown): unknown {
    const operation = this.contract.document.paths[template ?? '']?.[method];
    const schema = operation?.requestBody?.content['application/json']?.schema;
    return operation?.security.length === 0 ? body : planted(this.contract.document, schema, body, this.word);
  }

  /** The id of another newsroom in this address, if it has one. */
  foreignIn(address: string): string | undefined {
    const others = this.everybody.filter((one) => one !== this);
    const ids = [...address.matchAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([id]) => id);
    return ids.find((id) => others.some((one) => one.memory.ids.has(id)));
  }

  /** What it was told. */
  told(method: string, address: string, answer: Answer): void {
    const template = this.contract.templateOf(address) ?? '';
    const others = this.everybody.filter((one) => one !== this);
    const said = `${answer.text ?? ''} ${JSON.stringify(answer.headers)}`;
    for (const one of others) {
      if (said.includes(one.word))
        this.leaks.push(`${method} ${address} ${answer.status} tells of ${one.word}: ${said}`);
    }
    this.counts.answered += answer.status < 300 ? 1 : 0;
    this.counts.withOwnWord += answer.status < 300 && said.includes(this.word) ? 1 : 0;
    if (answer.status < 300) this.memory.read(template, answer.body);
  }
}

/** Somebody of such a newsroom. */
export class Teller extends Caller {
  constructor(
    server: ConstructorParameters<typeof Caller>[0],
    private readonly tenant: Tenant,
    private readonly contract: Contract,
    key?: string,
    member?: string,
  ) {
    super(server, key, member);
  }

  override async send(...[method, path, body, headers]: Parameters<Caller['send']>): Promise<Answer> {
    const planted = body && this.tenant.plant(method, this.contract.templateOf(path), body);
    const answer = await super.send(method, path, planted, headers);
    this.tenant.told(method, path, answer);
    return answer;
  }
}

const secret = ['invitation', 'token', 'key', 'reference', 'secret', 'slug'];

/** The memory of one who has seen ids, cursors and digests of others, and tries them; secrets open doors to anybody. */
export class Spying extends Memory {
  constructor(
    private readonly own: Memory,
    private readonly others: readonly Memory[],
  ) {
    super();
  }

  override pick(name: string, nth: number): string | undefined {
    const dice = (nth * 97) % 1;
    const other = this.others[Math.floor(nth * 9_999) % this.others.length]?.pick(name, nth);
    // Ids, digests and cursors; a text of others would only come back as what was sent.
    const spied =
      dice < 0.2 && !secret.includes(name) && /^[\w-]{16,}$/.test(other ?? '') && !other?.includes('canary');
    return spied ? other : this.own.pick(name, nth);
  }

  override versionOf = (id: string): number => this.own.versionOf(id);
}
