import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Database, openDatabase } from '#libs/database';

export interface TestDatabase {
  /** An address for the owner: tests that look behind the fence say so by using it. */
  readonly ownerUrl: string;
  /** A pool that works as the application role, as in production. */
  open(poolSize?: number): Promise<Database>;
  /** As the owner, past row-level security. */
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

const addressOf = (database: string): string => {
  const address = new URL(process.env.TEST_SERVER_URL as string);
  address.pathname = `/${database}`;
  return address.href;
};

async function onServer(database: string, sql: string, values?: unknown[]): Promise<unknown[]> {
  const client = new Client({ connectionString: addressOf(database) });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** A migrated database of this test file's own, copied from the template. */
export const freshDatabase = (): Promise<TestDatabase> => databaseFrom(process.env.TEST_TEMPLATE as string);

/** One without any table of ours. */
export const emptyDatabase = (): Promise<TestDatabase> => databaseFrom('template0');

async function databaseFrom(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer('postgres', `create database ${name} template ${template}`);
  const opened: Database[] = [];
  return {
    ownerUrl: addressOf(name),
    async open(poolSize = 10) {
      const database = await openDatabase({ url: addressOf(name), stepDown: true, poolSize });
      opened.push(database);
      return database;
    },
    asOwner: <Row>(sql: string, values?: unknown[]) => onServer(name, sql, values) as Promise<Row[]>,
    async drop() {
      for (const database of opened) await database.close();
      await onServer('postgres', `drop database if exists ${name} with (force)`);
    },
  };
}
