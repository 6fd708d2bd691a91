const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const kept = 60;

/** `webhook-endpoints` and `webhookEndpoint` are one name, and so are `claims` and `claim`. */
const plain = (name: string): string => name.toLowerCase().replace(/-/g, '').replace(/s$/, '');

/** Under which name somebody else's address or body would ask for this. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  next: ['cursor'],
  claim: ['other', 'into'],
  source: ['into'],
  citation: ['derivesfrom'],
  member: ['reader', 'assignee', 'mention'],
};

/** What earlier answers held, by name: ids, digests, cursors, tokens. Later requests are made of it. */
export class Memory {
  private readonly values = new Map<string, string[]>();
  private readonly versions = new Map<string, number>();
  readonly ids = new Set<string>();

  /** Reads one answer to an address of this form, such as `/v1/claims/{id}/citations`. */
  read(template: string, body: unknown): void {
    const [, , first = '', ...rest] = template.split('/');
    const last = rest.filter((part) => !part.startsWith('{')).at(-1) ?? first;
    this.walk(body, 'body', [first, last]);
  }

  /** A value of this name, the latest most often; undefined when there is none. `nth` from 0 to 1. */
  pick(name: string, nth: number): string | undefined {
    const found = this.values.get(plain(name)) ?? [];
    return found[found.length - 1 - Math.floor(nth * nth * found.length)];
  }

  versionOf = (id: string): number => this.versions.get(id) ?? 1;

  private walk(value: unknown, name: string, collections: readonly string[]): void {
    if (Array.isArray(value)) return value.forEach((one) => this.walk(one, name, collections));
    if (typeof value === 'string') return this.keep(name, value, collections);
    if (typeof value !== 'object' || value === null) return;
    const { id, version } = value as { id?: unknown; version?: unknown };
    if (typeof id === 'string' && typeof version === 'number') this.versions.set(id, version);
    for (const [key, inside] of Object.entries(value)) this.walk(inside, key, collections);
  }

  private keep(name: string, value: string, collections: readonly string[]): void {
    if (value.length > 500) return;
    const isId = uuid.test(value);
    if (isId && name === 'id') this.ids.add(value);
    const names = (name === 'id' ? collections : [name]).map(plain);
    for (const one of names.flatMap((one) => [one, ...(aliases[one] ?? []), ...(isId ? ['any'] : [])])) {
      const known = this.values.get(one) ?? [];
      if (known.at(-1) !== value) known.push(value);
      this.values.set(one, known.slice(-kept));
    }
  }
}
