import {
  demandSchema,
  type EmbeddedInstallation,
  openDatabase,
  readBackupHeader,
  restoreBackup,
  runningInstallation,
  startInstallation,
} from '#libs/database';
import { MasterKey, type RuntimeSettings, type Shutdown } from '#libs/runtime';
import { migrateWith, type OpenDesk } from '../open-desk.js';
import { neededKey } from './needed-key.js';
import { clearProgress, showCopying } from './show-progress.js';

/** Fills an empty database from a backup and opens it; `say` tells what was done. When it throws, the database is as it was. */
export async function restoreDesk(
  settings: RuntimeSettings,
  file: string,
  shutdown: Shutdown,
  say: (words: string) => void,
): Promise<OpenDesk> {
  const { config } = settings;
  const { masterKeyId, takenAt } = await readBackupHeader(file);
  const key = neededKey(config, masterKeyId);
  const given = config.databaseOwnerUrl ?? config.databaseUrl;
  const embedded = given ? undefined : await newInstallation(config.dataDir, key, shutdown);
  const ownerUrl = given ?? (embedded as EmbeddedInstallation).ownerUrl;
  const url = embedded?.appUrl ?? config.databaseUrl ?? ownerUrl;
  const stepDown = url === ownerUrl;
  if (embedded) await migrateWith(ownerUrl);
  else await demandMigrated(ownerUrl, { url, stepDown });
  const { rows } = await restoreBackup(ownerUrl, file, showCopying());
  clearProgress();
  say(`${rows} rows restored, as of ${takenAt}; counted and compared with the backup.`);
  const database = await openDatabase({ url, stepDown, poolSize: config.poolSize });
  shutdown.add('database connections', () => database.close());
  const masterKey = new MasterKey(key ?? (embedded as EmbeddedInstallation).masterKey);
  return { settings, masterKey, database, stepDown };
}

async function newInstallation(
  dataDir: string,
  key: Buffer | undefined,
  shutdown: Shutdown,
): Promise<EmbeddedInstallation> {
  if (runningInstallation(dataDir))
    throw new Error(`A Claimdesk is running on ${dataDir}. Give a new CLAIMDESK_DATA_DIR to restore into.`);
  const embedded = await startInstallation(dataDir, key ? { masterKey: key } : {});
  shutdown.add('embedded PostgreSQL', () => embedded.server.stop());
  return embedded;
}

/** Asked before anything is restored: afterwards somebody must be able to work there as the application. */
async function demandMigrated(ownerUrl: string, app: { url: string; stepDown: boolean }): Promise<void> {
  for (const options of [{ url: ownerUrl }, app]) {
    const database = await openDatabase({ ...options, poolSize: 1 });
    try {
      await demandSchema(database.dataSource);
    } finally {
      await database.close();
    }
  }
}
