import {
  type Database,
  demandMasterKey,
  demandSchema,
  type EmbeddedInstallation,
  migrate,
  openDatabase,
  runningInstallation,
  secretsKept,
  startInstallation,
} from '#libs/database';
import { type Config, createLog, MasterKey, RuntimeSettings, type Shutdown } from '#libs/runtime';

/** A database that is ready for work, and what goes with it. */
export interface OpenDesk {
  readonly settings: RuntimeSettings;
  readonly masterKey: MasterKey;
  readonly database: Database;
  /** One address for everything: each connection is the owner's, and steps down to the application's role. */
  readonly stepDown: boolean;
  /** The embedded server, when there is no DATABASE_URL. */
  readonly embedded?: EmbeddedInstallation;
}

export const settingsOf = (config: Config): RuntimeSettings => new RuntimeSettings(config, createLog(config.logLevel));

/**
 * Opens the given database, or starts the embedded one; migrates it if asked to, and demands the schema of this release.
 * `beside`: where another process runs the embedded one, works on that.
 */
export async function openDesk(
  settings: RuntimeSettings,
  shutdown: Shutdown,
  options: { migrate: boolean; beside?: boolean },
): Promise<OpenDesk> {
  const { config } = settings;
  const running = options.beside && !config.databaseUrl ? runningInstallation(config.dataDir) : undefined;
  const embedded = (running ?? config.databaseUrl) ? undefined : await startInstallation(config.dataDir);
  if (embedded) {
    shutdown.add('embedded PostgreSQL', () => embedded.server.stop());
    void embedded.server.exited.then(() => lost(shutdown, settings));
  }
  const { url, ownerUrl } = embedded ? { url: embedded.appUrl, ownerUrl: embedded.ownerUrl } : given(config, running);
  if (options.migrate) await migrateWith(ownerUrl);
  const stepDown = ownerUrl === url;
  const database = await openDatabase({ url, stepDown, poolSize: config.poolSize });
  shutdown.add('database connections', () => database.close());
  await demandSchema(database.dataSource);
  const kept = running ? secretsKept(config.dataDir)?.masterKey : undefined;
  const masterKey = new MasterKey(
    embedded?.masterKey ?? (kept ? Buffer.from(kept, 'base64') : (config.masterKey as Buffer)),
  );
  await demandMasterKey(database.dataSource, masterKey);
  return {
    settings,
    masterKey,
    database,
    stepDown,
    ...(embedded ? { embedded } : {}),
  };
}

function given({ databaseUrl, databaseOwnerUrl }: Config, running?: string): { url: string; ownerUrl: string } {
  if (running) return { url: running, ownerUrl: running };
  if (databaseUrl === undefined) throw new Error('there is no DATABASE_URL');
  return { url: databaseUrl, ownerUrl: databaseOwnerUrl ?? databaseUrl };
}

/** Runs the migrations as the owner of the tables and gives the names of those that ran. */
export async function migrateWith(ownerUrl: string): Promise<string[]> {
  const owner = await openDatabase({ url: ownerUrl, poolSize: 2 });
  try {
    const ran = await migrate(owner.dataSource);
    await demandSchema(owner.dataSource);
    return ran;
  } finally {
    await owner.close();
  }
}

function lost(shutdown: Shutdown, settings: RuntimeSettings): void {
  if (shutdown.started) return;
  settings.log.fatal('the embedded PostgreSQL went away; its log lies beside the data folder');
  void shutdown.run().then(() => process.exit(1));
}
