import type { DataSource } from 'typeorm';
import { migrationTable } from './data-source.js';
import { migrations } from './migrations/index.js';
import { isSqlState, sqlState } from './sql-state.js';

// Any 64-bit number, the same in every release: two processes never migrate at once, nor while a backup is made.
export const migrationLock = '7240132884130';

/** Brings the schema up to date under a lock and gives the names of what ran. Migrations are forward only. */
export async function migrate(owner: DataSource): Promise<string[]> {
  const runner = owner.createQueryRunner();
  try {
    await runner.query(`select pg_advisory_lock($1)`, [migrationLock]);
    const ran = await owner.runMigrations({ transaction: 'each' });
    return ran.map((migration) => migration.name);
  } finally {
    await runner.query(`select pg_advisory_unlock($1)`, [migrationLock]).catch(() => undefined); // released with the connection
    await runner.release();
  }
}

/** Demands the schema of this release. Read plainly: whoever works as the application may make no table. */
export async function demandSchema(app: DataSource): Promise<void> {
  const done = await migrationsDone(app);
  const known = migrations.map((Migration) => new Migration().name as string);
  if (!known.every((name) => done.has(name)))
    throw new Error('The database is older than this release. Run "claimdesk migrate" first.');
  const unknown = [...done].find((name) => !known.includes(name));
  // An old release on new tables would leave out what its successor relies on.
  if (unknown !== undefined)
    throw new Error(
      `The database is newer than this release, which does not know ${unknown}. Start the release that migrated it, or ` +
        'restore the backup that was made before.',
    );
}

async function migrationsDone(app: DataSource): Promise<ReadonlySet<string>> {
  try {
    const rows = await app.query<{ name: string }[]>(`select name from ${migrationTable} order by id`);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    // No table, or none that we may read: nothing was ever migrated.
    if (isSqlState(error, sqlState.undefinedTable) || isSqlState(error, sqlState.insufficientPrivilege))
      return new Set();
    throw error;
  }
}
