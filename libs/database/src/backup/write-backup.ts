import type { Writable } from 'node:stream';
import { type Client, escapeIdentifier as quoted } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { MasterKey } from '#libs/runtime';
import { migrationLock } from '../migrate.js';
import { ArchiveWriter } from './archive-writer.js';
import {
  type BackupContents,
  backupFormat,
  type BackupHeader,
  contentsName,
  headerName,
  partName,
  type Progress,
  type Tally,
} from './backup-format.js';
import { counters, ranMigrations, seesAllRows, type StoredTable, storedTables } from './catalog.js';
import { ownerClient } from './owner-client.js';
import { rowBlocks } from './row-blocks.js';
import { RowTally } from './row-tally.js';

// What lies in memory at a time; a part of the tar.
const partBytes = 1_048_576;

export interface BackupMade {
  readonly header: BackupHeader;
  readonly rows: number;
}

/**
 * Every row of one database as of one moment, into `out`; the service may go on writing meanwhile. A row longer than memory
 * is the only thing that does not fit.
 */
export async function writeBackup(
  ownerUrl: string,
  release: string,
  out: Writable,
  tell: Progress,
): Promise<BackupMade> {
  const client = await ownerClient(ownerUrl);
  try {
    // No migration in the middle of it: tables and rows are of one schema.
    await client.query(`select pg_advisory_lock_shared($1)`, [migrationLock]);
    await client.query(`begin isolation level repeatable read read only`);
    return await copyAll(client, release, out, tell);
  } finally {
    await client.end();
  }
}

async function copyAll(client: Client, release: string, out: Writable, tell: Progress): Promise<BackupMade> {
  const tables = await storedTables(client);
  if (tables.length === 0) throw new Error('There is nothing to back up: no table of Claimdesk is in this database.');
  const header = await headerOf(client, release, tables);
  const archive = new ArchiveWriter(out, new Date(header.takenAt));
  try {
    await archive.add(headerName, json(header));
    const newsrooms = (await seesAllRows(client)) ? undefined : await organizations(client);
    const tallies: Record<string, Tally> = {};
    let total = 0;
    for (const table of tables) {
      const tally = new RowTally();
      let part = 0;
      for await (const block of rowBlocks(rowsOf(client, table, newsrooms), partBytes)) {
        tally.add(block);
        await archive.add(partName(table.name, part), block);
        part += 1;
        tell({ table: table.name, rows: tally.counted, total: total + tally.counted });
      }
      total += tally.counted;
      tallies[table.name] = tally.total();
    }
    // Read last: a counter never falls behind the rows of the snapshot.
    const contents: BackupContents = { tables: tallies, counters: await counters(client) };
    await archive.add(contentsName, json(contents));
    await archive.finish();
    return { header, rows: total };
  } catch (error) {
    archive.abandon();
    throw error;
  }
}

async function headerOf(client: Client, release: string, tables: readonly StoredTable[]): Promise<BackupHeader> {
  const { rows } = await client.query<{ now: string; sealed: Buffer | null }>(
    `select instant(now()) as now, (select sealed from master_key_mark) as sealed`,
  );
  const [{ now, sealed }] = rows as [{ now: string; sealed: Buffer | null }];
  return {
    format: backupFormat,
    release,
    migrations: await ranMigrations(client),
    masterKeyId: sealed && MasterKey.idOfSealed(sealed),
    takenAt: now,
    tables: tables.map(({ name, columns }) => ({ name, columns })),
  };
}

async function organizations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct organization_id as id from public_address order by 1`,
  );
  return rows.map(({ id }) => id);
}

/** One COPY; behind the fence one for each newsroom. */
async function* rowsOf(
  client: Client,
  { name, columns, fenced }: StoredTable,
  newsrooms: readonly string[] | undefined,
): AsyncGenerator<Buffer> {
  const copy = (): AsyncIterable<Buffer> =>
    client.query(copyTo(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) to stdout`)) as AsyncIterable<Buffer>;
  if (!fenced || !newsrooms) {
    yield* copy();
    return;
  }
  for (const newsroom of newsrooms) {
    await client.query(`select set_config('claimdesk.organization', $1, true)`, [newsroom]);
    yield* copy();
  }
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
