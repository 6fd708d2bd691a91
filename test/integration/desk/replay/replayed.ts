import type { Client } from 'pg';
import { personalFields, type SubjectType } from '#libs/factcheck';
import { canonicalJson, type Json } from '#libs/kernel';
import { mayBeUntold, tables } from './tables.js';

/** type → id → the state in canonical JSON */
export type States = Map<string, Map<string, string>>;

const put = (states: States, type: string, id: string, state: unknown): void => {
  const known = states.get(type) ?? new Map<string, string>();
  states.set(type, known.set(id, canonicalJson(state as Json)));
};

interface Told {
  readonly changes: readonly { type: SubjectType; id: string; version: number; after: Record<string, unknown> }[];
}

/** The last that each subject's events said, from the bytes alone, in the order of the log. `until`: only the indexes below it. */
export async function replayed(client: Client, organization: string, until = Number.MAX_SAFE_INTEGER): Promise<States> {
  const { rows: values } = await client.query<{ event_id: string; path: string; value: unknown }>(
    `select event_id, path, value from event_personal where organization_id = $1`,
    [organization],
  );
  const personal = new Map(values.map(({ event_id, path, value }) => [`${event_id} ${path}`, value]));
  const { rows } = await client.query<{ id: string; bytes: Buffer }>(
    `select e.id, e.bytes from ledger_entry l join event e on e.organization_id = l.organization_id and e.id = l.event_id
      where l.organization_id = $1 and l.index < $2 order by l.index`,
    [organization, until],
  );
  const states: States = new Map();
  for (const { id: event, bytes } of rows) {
    const { changes } = JSON.parse(bytes.toString('utf8')) as Told;
    changes.forEach(({ type, id, after }, place) => {
      const back = personalFields(type)
        .filter((field) => after[field] !== null && after[field] !== undefined)
        .map((field) => [field, personal.get(`${event} /changes/${place}/after/${field}`) ?? null]);
      put(states, type, id, { ...after, ...Object.fromEntries(back) });
    });
  }
  return states;
}

/** What stands in the tables, each row by the product's own expression. */
export async function standing(client: Client, organization: string, types: Iterable<string>): Promise<States> {
  const states: States = new Map();
  for (const type of types) {
    const text = tables[type as SubjectType];
    if (!text)
      throw new Error(`an event tells of a ${type}: say in test/integration/desk/replay/tables.ts which table it is`);
    const { rows } = await client.query<{ state: { id: string } }>(text, [organization]);
    for (const { state } of rows) put(states, type, state.id, state);
  }
  return states;
}

/** Where two disagree, as "claim 01…: reviewBy: null in the log, "2025-01-01" in the table". */
export function differences(log: States, table: States): string[] {
  const types = new Set([...log.keys(), ...table.keys()]);
  return [...types].flatMap((type) => {
    const [told, found] = [log.get(type) ?? new Map<string, string>(), table.get(type) ?? new Map<string, string>()];
    return [...new Set([...told.keys(), ...found.keys()])].flatMap((id) => {
      const [a, b] = [told.get(id), found.get(id)];
      if (a === b) return [];
      if (a === undefined)
        return mayBeUntold(type, JSON.parse(b as string) as Record<string, unknown>)
          ? []
          : [`${type} ${id}: in the table, but no event tells of it`];
      if (b === undefined) return [`${type} ${id}: in the log, but not in the table`];
      return [`${type} ${id}: ${fields(a, b).join('; ')}`];
    });
  });
}

function fields(log: string, table: string): string[] {
  const [a, b] = [JSON.parse(log) as Record<string, unknown>, JSON.parse(table) as Record<string, unknown>];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]))
    .map((field) => `${field}: ${JSON.stringify(a[field])} in the log, ${JSON.stringify(b[field])} in the table`);
}
