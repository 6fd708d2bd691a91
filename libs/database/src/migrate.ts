import type { DataSource } from 'typeorm';
import { openDatabase } from './data-source.js';

// Any 64-bit number, the same in every release: two processes never migrate at once.
const migrationLock = '7240132884130';

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

/** Whether the schema at this address is older than this release. */
export async function pendingMigrations(ownerUrl: string): Promise<boolean> {
  const owner = await openDatabase({ url: ownerUrl, poolSize: 1 });
  try {
    return await owner.dataSource.showMigrations();
  } finally {
    await owner.close();
  }
}
