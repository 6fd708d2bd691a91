import { pipeline } from 'node:stream/promises';
import { type Client, escapeIdentifier as quoted } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { isSqlState, sqlState } from '../sql-state.js';
import { migrationLock } from '../migrate.js';
import { type BackupContents, type BackupHeader, contentsName, headerName, type Progress } from './backup-format.js';
import { type StoredTable, storedTables } from './catalog.js';
import { demandEmpty, demandSameSchema, demandSameTallies } from './demands.js';
import { loosen } from './loosened.js';
import { ownerClient } from './owner-client.js';
import { readArchive } from './read-archive.js';
import { rowBlocks } from './row-blocks.js';
import { RowTally } from './row-tally.js';

export interface BackupRestored {
  readonly header: BackupHeader;
  readonly rows: number;
}

/**
 * Fills an empty migrated database from a backup, in one transaction: when it throws, nothing has happened. What was
 * written is read again and compared with what the backup says it holds.
 */
export async function restoreBackup(ownerUrl: string, file: string, tell: Progress): Promise<BackupRestored> {
  const client = await ownerClient(ownerUrl);
  try {
    await client.query(`select pg_advisory_lock($1)`, [migrationLock]);
    await client.query(`begin`);
    const restored = await fill(client, file, tell);
    await client.query(`commit`);
    await client.query(`analyze`);
    return restored;
  } finally {
    await client.end(); // takes back what was not committed
  }
}

async function fill(client: Client, file: string, tell: Progress): Promise<BackupRestored> {
  const tables = await storedTables(client);
  await lock(client, tables);
  const loosened = await loosen(client, tables);
  await demandEmpty(client, tables);
  let header: BackupHeader | undefined;
  let contents: BackupContents | undefined;
  const came = new Map(tables.map(({ name }) => [name, new RowTally()]));
  let total = 0;
  for await (const { name, bytes } of readArchive(file)) {
    if (contents) throw new Error(`${file} goes on after its end: ${name}.`);
    if (name === headerName) {
      header = JSON.parse(bytes.toString('utf8')) as BackupHeader;
      await demandSameSchema(client, tables, header);
    } else if (name === contentsName) {
      contents = JSON.parse(bytes.toString('utf8')) as BackupContents;
    } else {
      const table = tables.find((one) => name.startsWith(`tables/${one.name}/`));
      const tally = table && came.get(table.name);
      if (!header || !table || !tally) throw new Error(`${file} holds ${name}, which is no part of a backup.`);
      const before = tally.counted;
      tally.add(bytes);
      await pipeline([bytes], client.query(copyFrom(`copy ${columnsOf(table)} from stdin`)));
      total += tally.counted - before;
      tell({ table: table.name, rows: tally.counted, total });
    }
  }
  if (!header || !contents) throw new Error(`${file} ends too early: it is a piece of a backup.`);
  demandSameTallies(contents, came, `${file} is damaged`);
  await loosened.tieKeys();
  demandSameTallies(contents, await readBack(client, tables, tell), 'What was written differs from the backup');
  for (const counter of contents.counters) await setCounter(client, counter);
  await loosened.closeFence();
  return { header, rows: total };
}

const columnsOf = ({ name, columns }: StoredTable): string => `${quoted(name)} (${columns.map(quoted).join(', ')})`;

/** Nobody else may be at work here; whoever is, is not waited for. */
async function lock(client: Client, tables: readonly StoredTable[]): Promise<void> {
  if (tables.length === 0) throw new Error('This database has no tables yet. Run "claimdesk migrate" first.');
  try {
    await client.query(`set local lock_timeout = '3s'`);
    await client.query(`lock table ${tables.map(({ name }) => quoted(name)).join(', ')} in access exclusive mode`);
    await client.query(`set local lock_timeout = 0`);
  } catch (error) {
    if (!isSqlState(error, sqlState.lockNotAvailable)) throw error;
    throw new Error('Somebody is at work in this database. Stop every API and worker on it first.', { cause: error });
  }
}

async function readBack(
  client: Client,
  tables: readonly StoredTable[],
  tell: Progress,
): Promise<Map<string, RowTally>> {
  const found = new Map<string, RowTally>();
  let total = 0;
  for (const table of tables) {
    const tally = new RowTally();
    const rows = client.query(
      copyTo(`copy (select ${table.columns.map(quoted).join(', ')} from ${quoted(table.name)}) to stdout`),
    );
    for await (const block of rowBlocks(rows as AsyncIterable<Buffer>, 1_048_576)) {
      tally.add(block);
      tell({ table: `${table.name}, read again`, rows: tally.counted, total: total + tally.counted });
    }
    total += tally.counted;
    found.set(table.name, tally);
  }
  return found;
}

async function setCounter(client: Client, { table, column, last }: BackupContents['counters'][number]): Promise<void> {
  await client.query(
    `select setval(pg_get_serial_sequence($1, $2), greatest($3::bigint, (select max(${quoted(column)}) from ${quoted(table)}), 1))`,
    [table, column, last],
  );
}
