import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Connections } from './connections.js';
import { migrations } from './migrations/index.js';
import { Notices } from './notices.js';
import { PublicConnections } from './public-connections.js';
import { isSqlState, sqlState } from './sql-state.js';

export interface Database {
  readonly dataSource: DataSource;
  /** One for the whole pool: it knows which organization each connection is set to. */
  readonly connections: Connections;
  readonly notices: Notices;
  /** For what needs no key: a role that can read what is published, and nothing else. */
  readonly publicConnections: PublicConnections;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** One URL for everything: each connection steps down to the app role. The fence is soft then: the session could step up again. */
  readonly stepDown?: boolean;
  readonly poolSize?: number;
  readonly applicationName?: string;
}

/** Where TypeORM notes what it ran. */
export const migrationTable = 'migration';

export const createDataSource = (options: DatabaseOptions): DataSource =>
  new DataSource({
    type: 'postgres',
    url: options.url,
    entities: [],
    migrations,
    migrationsTransactionMode: 'each',
    migrationsTableName: migrationTable,
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'claimdesk',
    extra: {
      // Every statement here is short. Some look dear to the planner (a look-up for each row of a queue), and compiling
      // them anew for every request would take longer than they do.
      options: `-c jit=off${options.stepDown ? ' -c role=claimdesk_app' : ''}`,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      // Keeps a forgotten transaction from holding back vacuum and the sequencer for ever.
      idle_in_transaction_session_timeout: 60_000,
    },
  });

/** Connects. Throws an Error with one clear sentence when the database cannot be reached or refuses us. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const dataSource = createDataSource(options);
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new Error(unreachable(options.url, error as NodeJS.ErrnoException), { cause: error });
  }
  // The pool that TypeORM made and closes. Only `Connections` and `Notices` take clients from it.
  const pool = (dataSource.driver as unknown as { master: Pool }).master;
  const notices = new Notices(pool);
  const publicConnections = new PublicConnections(options.url);
  return {
    dataSource,
    connections: new Connections(pool),
    notices,
    publicConnections,
    async close() {
      await notices.close();
      await publicConnections.close();
      if (dataSource.isInitialized) await dataSource.destroy();
    },
  };
}

function unreachable(url: string, error: NodeJS.ErrnoException): string {
  const { hostname, port, pathname, username } = new URL(url);
  const where = `${hostname}:${port || 5432}`;
  if (error.code === '28P01' || error.code === '28000')
    return `PostgreSQL at ${where} refused user "${username}". Check the name and password in DATABASE_URL.`;
  if (error.code === '3D000') return `PostgreSQL at ${where} has no database "${pathname.slice(1)}". Create it first.`;
  // Only a connection that asks for the role fails so.
  if (isSqlState(error, sqlState.invalidParameterValue) || isSqlState(error, sqlState.insufficientPrivilege))
    return (
      `PostgreSQL at ${where} does not let "${username}" work as claimdesk_app. Run "claimdesk migrate" first; if that does not help, ` +
      `set DATABASE_URL to the address of the application, or let a superuser run: grant claimdesk_app to "${username}".`
    );
  return `PostgreSQL at ${where} cannot be reached (${error.code ?? error.message}). Check that it runs and that DATABASE_URL is right.`;
}
