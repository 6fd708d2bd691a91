import { Client } from 'pg';

/**
 * A connection of the owner's that writes and reads rows in one spelling, whatever the server's or the login's settings are,
 * and that no time limit ends: a copy may take an hour.
 */
export async function ownerClient(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'claimdesk backup', keepAlive: true });
  client.on('error', () => undefined); // the statement under way fails and says so
  try {
    await client.connect();
  } catch (error) {
    const { host } = new URL(url);
    throw new Error(`PostgreSQL at ${host} cannot be reached as the owner: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  await client.query(
    `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
     set client_encoding = 'UTF8'; set extra_float_digits = 1; set jit = off;
     set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`,
  );
  return client;
}
