import path from 'node:path';
import { Client } from 'pg';
import { embeddedSecrets } from './secrets.js';
import { type EmbeddedServer, startEmbeddedServer } from './server.js';

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
  options: { ephemeral?: boolean; settings?: Readonly<Record<string, string | number>> } = {},
): Promise<EmbeddedInstallation> {
  const secrets = embeddedSecrets(path.resolve(dataDir));
  const folder = path.join(path.resolve(dataDir), 'postgres');
  const server = await startEmbeddedServer({ folder, password: secrets.ownerPassword, ...options });
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
