import path from 'node:path';
import { Client } from 'pg';
import { embeddedSecrets, secretsKept } from './secrets.js';
import { type EmbeddedServer, runningServer, serverUrl, startEmbeddedServer } from './server.js';

export interface EmbeddedInstallation {
  readonly server: EmbeddedServer;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly masterKey: Buffer;
  readonly firstOrganization: string;
}

const database = 'claimdesk';

/** The whole embedded database of one data folder: server, database, the application's own login, master key. */
export async function startInstallation(
  dataDir: string,
  options: { ephemeral?: boolean; settings?: Readonly<Record<string, string | number>>; masterKey?: Buffer } = {},
): Promise<EmbeddedInstallation> {
  const { masterKey, ...more } = options;
  const secrets = embeddedSecrets(path.resolve(dataDir), masterKey);
  const folder = path.join(path.resolve(dataDir), 'postgres');
  const server = await startEmbeddedServer({ folder, password: secrets.ownerPassword, ...more });
  const client = new Client({ connectionString: server.url('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
    const role = await client.query(`select 1 from pg_roles where rolname = 'claimdesk_app'`);
    if (!role.rowCount) await client.query('create role claimdesk_app');
    await client.query(`alter role claimdesk_app login password ${client.escapeLiteral(secrets.appPassword)}`);
  } finally {
    await client.end();
  }
  const appUrl = `postgres://claimdesk_app:${encodeURIComponent(secrets.appPassword)}@127.0.0.1:${server.port}/${database}`;
  return {
    server,
    appUrl,
    ownerUrl: server.url(database),
    masterKey: Buffer.from(secrets.masterKey, 'base64'),
    firstOrganization: secrets.firstOrganization,
  };
}

/** The owner's address of a data folder whose server runs now, in another process. */
export function runningInstallation(dataDir: string): string | undefined {
  const kept = secretsKept(path.resolve(dataDir));
  const port = runningServer(path.join(path.resolve(dataDir), 'postgres'));
  return kept && port ? serverUrl(port, kept.ownerPassword, database) : undefined;
}
