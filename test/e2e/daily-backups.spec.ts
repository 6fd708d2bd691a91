import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimdesk, type Running } from '../support/processes.js';

jest.setTimeout(60_000);

describe('a backup every day', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-daily-'));
  const running: Running[] = [];
  let on: TestDatabase;

  const keepBackups = async (into: string, args: string[] = [], url = on.ownerUrl): Promise<Running> => {
    const environment = { DATABASE_OWNER_URL: url, CLAIMDESK_METRICS_PORT: '0', LOG_LEVEL: 'info' };
    const one = claimdesk(['backup-daily', join(folder, into), ...args], environment);
    running.push(one);
    await one.prints('Ctrl-C stops it');
    return one;
  };
  const kept = (into: string): string[] => readdirSync(join(folder, into)).sort();
  const told = async (by: Running): Promise<Record<string, number>> => {
    const lines = (await (await fetch(await by.prints(/http:\/\/\S+\/metrics/))).text()).split('\n');
    return Object.fromEntries(
      lines
        .filter((line) => line.startsWith('claimdesk_backup_'))
        .map((line) => line.split(' '))
        .map(([name, value]) => [name, Number(value)]),
    );
  };

  beforeAll(async () => {
    on = await freshDatabase();
  });
  afterAll(async () => {
    for (const one of running) await one.end('SIGKILL');
    await on?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made at once where there is none, tells when, and is not made twice', async () => {
    const first = await keepBackups('one');
    await first.prints(/rows of \d+ tables/);
    const [name = '', ...others] = kept('one');
    expect(others).toEqual([]);
    expect(statSync(join(folder, 'one', name)).mode & 0o777).toBe(0o600);
    const { claimdesk_backup_newest_timestamp_seconds: newest = 0, ...rest } = await told(first);
    expect(Math.abs(Date.now() / 1_000 - newest)).toBeLessThan(60);
    expect(rest).toEqual({ claimdesk_backup_failures_total: 0 });
    expect((await first.end('SIGTERM')).code).toBe(0);

    // The time of day that comes last in a day cannot have come since.
    const again = await keepBackups('one', ['--at', new Date(Date.now() + 120_000).toISOString().slice(11, 16)]);
    expect((await told(again)).claimdesk_backup_newest_timestamp_seconds).toBe(newest);
    expect((await again.end('SIGTERM')).code).toBe(0);
    expect(kept('one')).toEqual([name]);
  });

  it('makes room once it is whole, and leaves alone what somebody else put there', async () => {
    const put = (name: string): void => writeFileSync(join(folder, 'two', name), 'an older one');
    await (await keepBackups('two')).prints(/rows of/);
    const [today = ''] = kept('two');
    rmSync(join(folder, 'two', today));
    ['28', '27', '26'].forEach((day) => put(`claimdesk-2026-02-${day}T030000Z.tar.gz`));
    put('before-the-upgrade.tar.gz');
    put('claimdesk-2026-02-28T030000Z.tar.gz.7.unfinished');
    const one = await keepBackups('two', ['--keep', '2']);
    await one.prints(/claimdesk-2026-02-26T030000Z.tar.gz.*made room/);
    expect(kept('two')).toEqual([
      'before-the-upgrade.tar.gz',
      'claimdesk-2026-02-28T030000Z.tar.gz',
      expect.stringMatching(/^claimdesk-\d{4}-.*Z\.tar\.gz$/),
    ]);
  });

  it('that cannot be made removes nothing, is counted, and is said', async () => {
    const old = ['claimdesk-2026-02-01T030000Z.tar.gz', 'claimdesk-2026-02-02T030000Z.tar.gz'];
    mkdirSync(join(folder, 'three'));
    old.forEach((name) => writeFileSync(join(folder, 'three', name), 'an older one'));
    const nobody = new URL(on.ownerUrl);
    nobody.pathname = '/not_there';
    const one = await keepBackups('three', ['--keep', '1'], nobody.href);
    await one.prints('background work failed; it is tried again');
    expect(await told(one)).toEqual({
      claimdesk_backup_newest_timestamp_seconds: Date.UTC(2026, 1, 2, 3) / 1_000,
      claimdesk_backup_failures_total: 1,
    });
    expect(kept('three')).toEqual(old);
  });

  it('is restored by an owner who owns the tables and may do nothing else, as docker/ has it', async () => {
    const [owner, app, empty] = ['owner', 'app', 'empty'].map((name) => `${name}_${process.pid}`) as [
      string,
      string,
      string,
    ];
    await on.asOwner(`create role ${owner} login password 'x'`);
    await on.asOwner(`create role ${app} login password 'x' in role claimdesk_app`);
    await on.asOwner(`create database ${empty} owner ${owner}`);
    const as = (user: string): string => {
      const url = new URL(on.ownerUrl);
      [url.username, url.password, url.pathname] = [user, 'x', empty];
      return url.href;
    };
    const [name = ''] = kept('one').slice(-1);
    const run = async (args: string[], environment: NodeJS.ProcessEnv): Promise<[number | null, string]> => {
      const one = claimdesk(args, { DATABASE_OWNER_URL: as(owner), ...environment });
      return [await one.exit, one.output];
    };
    try {
      expect((await run(['migrate'], {}))[0]).toBe(0);
      const restore = ['restore', join(folder, 'one', name)];
      const told = expect.stringContaining('set DATABASE_URL to the address of the application');
      expect(await run(restore, {})).toEqual([1, told]);
      const both = { DATABASE_URL: as(app), CLAIMDESK_MASTER_KEY: Buffer.alloc(32, 1).toString('base64') };
      expect(await run(restore, both)).toEqual([0, expect.stringContaining('counted and compared')]);
    } finally {
      await on.asOwner(`drop database ${empty} with (force)`);
      await on.asOwner(`drop role ${owner}, ${app}`);
    }
  });

  it.each([
    [['--at', 'noon'], 'Write a time of day in UTC, such as 03:00.'],
    [['--keep', '0'], 'Say how many backups stay'],
  ])('is refused with %j', async (args, why) => {
    const one = claimdesk(['backup-daily', join(folder, 'four'), ...args]);
    expect(await one.exit).toBe(2);
    expect(one.output).toContain(why);
    expect(existsSync(join(folder, 'four'))).toBe(false);
  });
});
