import type { Client } from 'pg';
import { personalFields, type SubjectType } from '#libs/factcheck';
import { canonicalJson, type Json } from '#libs/kernel';

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
