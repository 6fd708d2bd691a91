import type { Client } from 'pg';
import { migrationTable } from '../data-source.js';
import type { BackupTable, Counter } from './backup-format.js';

/** A table as the catalog knows it now. */
export interface StoredTable extends BackupTable {
  /** Its rows are shown one organization at a time. */
  readonly fenced: boolean;
}

/** Every table but the list of migrations, which is compared and never copied. Columns that are computed are left out. */
export async function storedTables(client: Client): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(
    `select c.relname as name, c.relforcerowsecurity as fenced,
            array(select a.attname::text from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname <> $1 order by c.relname collate "C"`,
    [migrationTable],
  );
  return rows;
}

export async function ranMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`select name from ${migrationTable} order by id`);
  return rows.map(({ name }) => name);
}

/** A superuser and whoever has BYPASSRLS see every newsroom's rows at once; an ordinary owner, behind the forced fence, does not. */
export async function seesAllRows(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>(
    `select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user`,
  );
  return rows[0]?.all === true;
}

/** Columns that draw from a counter of their own, and where that counter stands. */
export async function counters(client: Client): Promise<Counter[]> {
  const { rows } = await client.query<{ table: string; column: string; counter: string }>(
    `select c.relname as table, a.attname as column, pg_get_serial_sequence(c.oid::regclass::text, a.attname) as counter
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where n.nspname = 'public' and c.relkind = 'r' and c.relname <> $1
        and pg_get_serial_sequence(c.oid::regclass::text, a.attname) is not null order by 1, 2`,
    [migrationTable],
  );
  const found: Counter[] = [];
  for (const { table, column, counter } of rows) {
    const { rows: at } = await client.query<{ last: string }>(`select last_value::text as last from ${counter}`);
    found.push({ table, column, last: (at[0] as { last: string }).last });
  }
  return found;
}
