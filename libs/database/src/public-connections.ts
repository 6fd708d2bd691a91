import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { asked } from './connections.js';
import { isSqlState, sqlState } from './sql-state.js';

// Public reading must not take the desk's connections away from it.
const mostConnections = 5;

/**
 * Connections for what needs no key. They work as `claimdesk_public`, which may select from the published tables and from
 * nothing else, and they are not the desk's: none of them ever had another role. Opened when first asked for.
 */
export class PublicConnections {
  private pool: Pool | undefined;
  private closed = false;

  constructor(private readonly url: string) {}

  /** One statement. Each names its organization itself: all of them are public here. */
  async read<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    const client = await this.connect();
    let broken: Error | undefined;
    try {
      return await asked<Row>(client, text, values);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pool?.end();
  }

  private async connect(): Promise<PoolClient> {
    if (this.closed) throw new Error('the public connections are closed');
    this.pool ??= this.made();
    try {
      return await this.pool.connect();
    } catch (error) {
      if (!isSqlState(error, sqlState.invalidParameterValue) && !isSqlState(error, sqlState.insufficientPrivilege))
        throw error;
      const { username } = new URL(this.url);
      throw new Error(
        `"${username}" may not work as claimdesk_public, so nothing can be read without a key. Let a superuser run: ` +
          `alter role claimdesk_app noinherit; grant claimdesk_public to claimdesk_app;`,
        { cause: error },
      );
    }
  }

  private made(): Pool {
    const pool = new Pool({
      connectionString: this.url,
      application_name: 'claimdesk public',
      max: mostConnections,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      options: '-c jit=off -c role=claimdesk_public -c default_transaction_read_only=on -c statement_timeout=10000',
    });
    // Of a connection that nobody is using; whoever asks next gets another one.
    pool.on('error', () => undefined);
    // Of one that breaks while it is lent, which would else end this process: its statement fails and says so.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  }
}
