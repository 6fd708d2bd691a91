import { type Client, escapeIdentifier as quoted } from 'pg';
import type { StoredTable } from './catalog.js';

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

export interface Loosened {
  /** Puts the foreign keys back: PostgreSQL checks each over all rows at once. */
  tieKeys(): Promise<void>;
  closeFence(): Promise<void>;
}

/**
 * Opens the fence for the owner and takes the foreign keys away, so that tables can be filled whole, in any order, without a
 * check for each row.
 */
export async function loosen(client: Client, tables: readonly StoredTable[]): Promise<Loosened> {
  const fenced = tables.filter((table) => table.fenced).map(({ name }) => `alter table ${quoted(name)}`);
  for (const table of fenced) await client.query(`${table} no force row level security`);
  const keys = await foreignKeys(client);
  for (const { table, name } of keys)
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  return {
    async tieKeys() {
      for (const { table, name, definition } of keys)
        await client.query(`alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`);
    },
    async closeFence() {
      for (const table of fenced) await client.query(`${table} force row level security`);
    },
  };
}

async function foreignKeys(client: Client): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and k.contype = 'f' order by k.oid`,
  );
  return rows;
}
