import fs from 'node:fs';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { type EmbeddedServer, startEmbeddedServer } from '#libs/database';
import { newId } from '#libs/kernel';
import { eventually } from '../support/eventually.js';
import { Caller } from '../support/newsroom.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';
import { type Desk, staffed } from '../support/story.js';

const operatorKey = 'the operator key of the fault tests, long enough';
const password = 'of the fault tests';

/** A whole installation of real processes, each of which may be killed: PostgreSQL that flushes to disk, API, worker. */
export class Installation {
  private readonly running: Running[] = [];
  private readonly environment: NodeJS.ProcessEnv;

  private constructor(
    readonly folder: string,
    readonly databasePort: number,
    public server: EmbeddedServer,
  ) {
    this.environment = {
      DATABASE_URL: server.url('postgres'),
      CLAIMDESK_MASTER_KEY: randomBytes(32).toString('base64'),
      CLAIMDESK_OPERATOR_KEY: operatorKey,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '0.1,0.1,0.1,0.5,1,1,1,1',
      CLAIMDESK_RATE_PER_KEY: '1000000',
      CLAIMDESK_RATE_PER_ORGANIZATION: '1000000',
    };
  }

  static async open(): Promise<Installation> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-fault-'));
    const port = await freePort();
    const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres'), password, port });
    const opened = new Installation(folder, port, server);
    const migrated = claimdesk(['migrate'], opened.environment);
    if ((await migrated.exit) !== 0) throw new Error(migrated.output);
    return opened;
  }

  async startDatabase(): Promise<void> {
    const folder = path.join(this.folder, 'postgres');
    this.server = await startEmbeddedServer({ folder, password, port: this.databasePort });
  }

  /** An API process on this port, or a worker. It is not restarted by anybody. */
  async start(command: 'api' | 'worker', more: NodeJS.ProcessEnv = {}): Promise<Running> {
    const process = claimdesk([command], { ...this.environment, ...more });
    this.running.push(process);
    await process.prints(command === 'api' ? /http:\/\/[\w.:-]+\/v1/ : 'worker runs');
    return process;
  }

  /** An organization with three people and an article. */
  async desk(address: string): Promise<{ admin: Caller; desk: Desk }> {
    const body = { name: 'Newsroom', slug: `n-${newId()}`, admin: { name: 'Ada Admin' } };
    const { invitation } = await new Caller(address, operatorKey).post('/organizations', body);
    const redeem = (of: string) => new Caller(address).post('/invitations/redeem', { invitation: of });
    const admin = new Caller(address, (await redeem(invitation)).key);
    const hire = async (name: string, ...roles: string[]): Promise<Caller> => {
      const made = await redeem((await admin.post('/members', { name, roles })).invitation);
      return new Caller(address, made.key, made.member.id);
    };
    return { admin, desk: await staffed({ hire }) };
  }

  /** As the owner, past row-level security; waits while PostgreSQL recovers. */
  async asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
    const client = await eventually('PostgreSQL answers', async () => {
      const made = new Client({ connectionString: this.server.url('postgres') });
      made.on('error', () => undefined); // its statement fails and says so
      return made.connect().then(
        () => made,
        () => undefined,
      );
    });
    try {
      return (await client.query(sql, values)).rows as Row[];
    } finally {
      await client.end();
    }
  }

  /** `claimdesk doctor --ledger` over this database. */
  async doctor(): Promise<{ code: number | null; output: string }> {
    const doctor = claimdesk(['doctor', '--ledger'], this.environment);
    return { code: await doctor.exit, output: doctor.output };
  }

  async close(): Promise<void> {
    for (const process of this.running) await process.end('SIGKILL');
    await this.server.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
