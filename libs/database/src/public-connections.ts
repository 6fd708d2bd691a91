import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import { refuse } from '#libs/kernel';
import { asked, statementOn } from './connections.js';
import { isDatabaseBusy, isSqlState, sqlState } from './sql-state.js';

// Public reading must not take the desk's connections away from it. A statement that takes longer is given up: it was not
// meant to. So is whoever has waited for a connection as long.
const publicLimits = { connections: 5, seconds: 10 };

/**
 * Connections for what needs no key. They work as `claimdesk_public`, which may select from the published tables and from
 * nothing else, and they are not the desk's: none of them ever had another role. Opened when first asked for.
 */
export class PublicConnections {
  private pool: Pool | undefined;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly limits = publicLimits,
  ) {}

  /** One statement. Each names its organization itself: all of them are public here. */
  read<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.lend((client) => asked<Row>(client, text, values));
  }

  /** The same, planned for these very values: where the best way depends on what is looked for. */
  readPlanned<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.lend((client) => statementOn(client).batch<Row>(text, values));
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.pool?.end();
  }

  /** Errors: request.busy. */
  private async lend<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.connect();
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      broken = error as Error;
      if (isSqlState(error, sqlState.queryCanceled))
        return refuse(
          'request.busy',
          `This took longer than ${this.limits.seconds} seconds and was given up. Ask for less.`,
        );
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async connect(): Promise<PoolClient> {
    if (this.closed) throw new Error('the public connections are closed');
    this.pool ??= this.made();
    try {
      return await this.pool.connect();
    } catch (error) {
      if (isDatabaseBusy(error))
        return refuse('request.busy', 'Very many are reading at this moment. Try again in a second.');
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
      max: this.limits.connections,
      connectionTimeoutMillis: this.limits.seconds * 1_000,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      options: `-c jit=off -c role=claimdesk_public -c default_transaction_read_only=on -c statement_timeout=${this.limits.seconds}s`,
    });
    // Of a connection that nobody is using; whoever asks next gets another one.
    pool.on('error', () => undefined);
    // Of one that breaks while it is lent, which would else end this process: its statement fails and says so.
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  }
}
