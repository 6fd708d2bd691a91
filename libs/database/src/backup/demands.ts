import { type Client, escapeIdentifier as quoted } from 'pg';
import type { BackupContents, BackupHeader } from './backup-format.js';
import { ranMigrations, type StoredTable } from './catalog.js';
import type { RowTally } from './row-tally.js';

/** Throws an Error that names the first table with rows. The mark of a master key is none of them: an empty desk that was started once has it. */
export async function demandEmpty(client: Client, tables: readonly StoredTable[]): Promise<void> {
  for (const { name } of tables) {
    if (name === 'master_key_mark') {
      await client.query(`delete from master_key_mark`);
      continue;
    }
    const { rows } = await client.query<{ any: boolean }>(`select exists (select from ${quoted(name)}) as any`);
    if (rows[0]?.any)
      throw new Error(
        `This database is not empty: table "${name}" has rows. A backup is restored into a new, empty database only.`,
      );
  }
}

/** Rows go back into tables of exactly the schema that they came from. */
export async function demandSameSchema(
  client: Client,
  tables: readonly StoredTable[],
  header: BackupHeader,
): Promise<void> {
  const here = await ranMigrations(client);
  const missing = header.migrations.filter((name) => !here.includes(name));
  const more = here.filter((name) => !header.migrations.includes(name));
  const made = `This backup was made by release ${header.release}`;
  if (missing.length > 0)
    throw new Error(
      `${made}, whose schema is newer than this database (${missing.join(', ')}). Restore it with that release.`,
    );
  if (more.length > 0)
    throw new Error(
      `${made}, whose schema is older than this database (without ${more.join(', ')}). Restore it with that release, then run "claimdesk migrate" of this one.`,
    );
  const text = (list: readonly { name: string; columns: readonly string[] }[]): string =>
    JSON.stringify(list.map(({ name, columns }) => [name, columns]));
  if (text(tables) !== text(header.tables))
    throw new Error('The tables of this database are not those of the backup, though the same migrations ran.');
}

export function demandSameTallies(
  { tables }: BackupContents,
  found: ReadonlyMap<string, RowTally>,
  otherwise: string,
): void {
  for (const [name, tally] of found) {
    const [said, here] = [tables[name], tally.total()];
    if (said?.rows !== here.rows)
      throw new Error(`${otherwise}: ${here.rows} rows of "${name}" in place of ${said?.rows ?? 'none'}.`);
    if (said.sum !== here.sum) throw new Error(`${otherwise}: the rows of "${name}" are not those that were saved.`);
  }
}
