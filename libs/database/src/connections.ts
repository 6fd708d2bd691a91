import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { Refused } from '#libs/kernel';

/** What can be asked of a connection. `text` must be constant: its hash is the name of the prepared statement. */
export interface Statement {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * For statements that take whole arrays (`unnest`): planned anew each time. A plan kept from when a table was small
   * would stay with its sequential scans; the planning is nothing beside a thousand rows.
   */
  batch<Row extends QueryResultRow>(text: string, values: readonly unknown[]): Promise<Row[]>;
}

// Statement names by text: 3.4 times less PostgreSQL CPU than unnamed ones on a get (measured, docs/performance.md).
const names = new Map<string, string>();

function nameOf(text: string): string {
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}

export const asked = async <Row extends QueryResultRow>(
  client: PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => (await client.query<Row>({ name: nameOf(text), text, values: values as unknown[] })).rows;

/** The same statements on a client that was lent for longer. */
export const statementOn = (client: PoolClient): Statement => ({
  query: <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) => asked<Row>(client, text, values),
  batch: async <Row extends QueryResultRow>(text: string, values: readonly unknown[]) =>
    (await client.query<Row>(text, values as unknown[])).rows,
});

/**
 * The only way to a client. A connection keeps its organization between uses: the setting is sent only when it differs,
 * which is 0.13..0.21 ms for a get against 0.54..0.59 with a transaction round it. PgBouncer in transaction mode would
 * mix organizations up and is not supported.
 */
export class Connections {
  private readonly organizations = new WeakMap<PoolClient, string>();
  private readonly heard = new WeakSet<PoolClient>();

  /** Transactions told again from the top after a deadlock or a conflict, since the start. */
  retried = 0;

  constructor(private readonly pool: Pool) {}

  /** Connections now: lent, idle; and how many ask for one in vain. */
  get usage(): { readonly lent: number; readonly idle: number; readonly asking: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { lent: totalCount - idleCount, idle: idleCount, asking: waitingCount };
  }

  /** Lends a connection that sees one organization's rows. After any error but a refusal the connection is thrown away. */
  async lend<T>(organization: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.take();
    let broken: Error | undefined;
    try {
      if (this.organizations.get(client) !== organization) {
        this.organizations.delete(client);
        await asked(client, `select set_config('claimdesk.organization', $1, false)`, [organization]);
        this.organizations.set(client, organization);
      }
      return await work(client);
    } catch (error) {
      if (!(error instanceof Refused)) broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** One statement in one organization, outside a transaction: every read of the desk. */
  read<Row extends QueryResultRow>(organization: string, text: string, values?: readonly unknown[]): Promise<Row[]> {
    return this.lend(organization, (client) => asked<Row>(client, text, values));
  }

  /**
   * COPY TO STDOUT in one organization, as the application's role, into `out`, which holds PostgreSQL back when it is full.
   * COPY takes no parameters, so $1 … become literals. A connection whose COPY did not come to its end is thrown away: the
   * next one who got it would wait for ever.
   */
  async copyOut(
    organization: string,
    query: string,
    values: readonly string[],
    options: string,
    out: Writable,
  ): Promise<void> {
    await this.lend(organization, async (client) => {
      const whole = query.replace(/\$(\d+)/g, (_, place: string) =>
        client.escapeLiteral(values[Number(place) - 1] ?? ''),
      );
      await pipeline(client.query(copyTo(`copy (${whole}) to stdout with (${options})`)), out);
    });
  }

  /**
   * For the tables without tenants (due work, pending events): ids and times only. Sees no organization's rows. Planned
   * anew each time, because these tables are empty one moment and long the next.
   */
  async acrossOrganizations<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = await this.take();
    let broken: Error | undefined;
    try {
      return await statementOn(client).batch<Row>(text, values);
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** The pool hears only of idle connections that break. One that breaks while it is lent would end this process. */
  private async take(): Promise<PoolClient> {
    const client = await this.pool.connect();
    if (!this.heard.has(client)) {
      this.heard.add(client);
      client.on('error', () => undefined); // its statement under way, or its next one, fails and says so
    }
    return client;
  }
}
