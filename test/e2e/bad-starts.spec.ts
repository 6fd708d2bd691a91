import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';

jest.setTimeout(60_000);

describe('a start that cannot work ends at once, and says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-bad-'));
  const key = Buffer.alloc(32, 1).toString('base64');
  const another = Buffer.alloc(32, 2).toString('base64');
  let on: TestDatabase;
  const started: Running[] = [];

  beforeAll(async () => {
    on = await freshDatabase();
  });
  afterAll(async () => {
    for (const one of started) await one.end('SIGKILL');
    await on?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Running => {
    const running = claimdesk(args, environment);
    started.push(running);
    return running;
  };
  const onDatabase = async (args: readonly string[], environment: NodeJS.ProcessEnv) =>
    run(args, { DATABASE_URL: on.ownerUrl, CLAIMDESK_MASTER_KEY: key, PORT: String(await freePort()), ...environment });

  it('with another master key than the database was begun with, for each part', async () => {
    const first = await onDatabase(['start'], {});
    await first.prints('is ready');
    await first.end();
    for (const part of ['start', 'api', 'worker']) {
      const wrong = await onDatabase([part], { CLAIMDESK_MASTER_KEY: another });
      expect([part, await wrong.exit]).toEqual([part, 1]);
      expect(wrong.output).toContain('CLAIMDESK_MASTER_KEY is not the one that this database was begun with');
    }
    const right = await onDatabase(['start'], {});
    await right.prints('is ready');
    await right.end();
  });

  it('on a database that was never migrated, with an address that may only work', async () => {
    const name = `empty_${process.pid}`;
    await on.asOwner(`create database ${name}`);
    const url = new URL(on.ownerUrl);
    url.pathname = `/${name}`;
    try {
      const running = await onDatabase(['api'], { DATABASE_URL: url.href, DATABASE_OWNER_URL: url.href });
      expect(await running.exit).toBe(1);
      expect(running.output).toContain('Run "claimdesk migrate" first');
    } finally {
      await on.asOwner(`drop database ${name} with (force)`);
    }
  });

  it('as somebody who may not work as the application', async () => {
    const name = `stranger_${process.pid}`;
    await on.asOwner(`create role ${name} login password 'x'`);
    const url = new URL(on.ownerUrl);
    [url.username, url.password] = [name, 'x'];
    try {
      const running = await onDatabase(['api'], { DATABASE_URL: url.href });
      expect(await running.exit).toBe(1);
      expect(running.output).toContain(`grant claimdesk_app to "${name}"`);
    } finally {
      await on.asOwner(`drop role ${name}`);
    }
  });

  it('with a data folder that is none', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const running = run(['start'], { CLAIMDESK_DATA_DIR: file });
    expect(await running.exit).toBe(1);
    expect(running.output).toContain('set CLAIMDESK_DATA_DIR to another one');
  });

  // Nothing is closed to root.
  (process.getuid?.() === 0 ? it.skip : it)('with a data folder that may not be written to', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    const running = run(['start'], { CLAIMDESK_DATA_DIR: closed });
    expect(await running.exit).toBe(1);
    expect(running.output).toContain('EACCES');
  });

  it('verify with a key that is none is wrong usage', async () => {
    const running = run(['verify', 'bundle.zip', '--key', 'nonsense']);
    expect(await running.exit).toBe(2);
    expect(running.output).toContain('is no verifier key');
  });

  it('but with an address that may only work, on a migrated database, API and worker start', async () => {
    const name = `worker_${process.pid}`;
    await on.asOwner(`create role ${name} login password 'x' in role claimdesk_app`);
    const url = new URL(on.ownerUrl);
    [url.username, url.password] = [name, 'x'];
    try {
      const api = await onDatabase(['api'], { DATABASE_URL: url.href });
      await api.prints('is ready');
      const worker = await onDatabase(['worker'], { DATABASE_URL: url.href });
      await worker.prints('worker runs');
      expect([(await api.end()).code, (await worker.end()).code]).toEqual([0, 0]);
    } finally {
      await on.asOwner(`drop role ${name}`);
    }
  });
});
