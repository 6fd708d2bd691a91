import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../support/eventually.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';

jest.setTimeout(90_000);

describe('claimdesk start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-start-'));
  const started: Running[] = [];
  let port: number;

  beforeAll(async () => {
    port = await freePort();
  });
  afterAll(async () => {
    for (const one of started) await one.end('SIGKILL');
    await eventually('PostgreSQL is gone with its parent', () => !alive(postmaster()));
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (environment: NodeJS.ProcessEnv = {}): Running => {
    const running = claimdesk(['start'], { CLAIMDESK_DATA_DIR: folder, PORT: String(port), ...environment });
    started.push(running);
    return running;
  };
  const postmaster = (): number => {
    try {
      return Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    } catch {
      return 0;
    }
  };
  const alive = (pid: number): boolean => {
    try {
      return pid > 0 && process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  const call = async (key: string, method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return (await response.json()) as { id: string; items: { headline: string }[] };
  };
  let key: string;

  it("brings everything up and shows the administrator's key once", async () => {
    const first = start();
    await first.prints('is ready');
    key = (await first.prints(/cd_\w+/)) ?? '';
    expect(first.output).toContain(`http://127.0.0.1:${port}/docs`);
    const member = (await call(key, 'POST', '/members', { name: 'Rosa', roles: ['researcher'] })) as unknown as {
      invitation: string;
    };
    const claimed = (await call(key, 'POST', '/invitations/redeem', { invitation: member.invitation })) as unknown as {
      key: string;
    };
    await call(claimed.key, 'POST', '/articles', {
      headline: 'Kept',
      outlet: 'x',
      language: 'en',
      text: 'Kept over restarts.',
    });
    const { code, ms } = await first.end('SIGINT');
    expect(code).toBe(0);
    expect(ms).toBeLessThan(5_000);
    await eventually('PostgreSQL is gone', () => !alive(postmaster()));
  });

  it('keeps its data over a restart, and does not show the key again', async () => {
    const second = start();
    await second.prints('is ready');
    expect(second.output).not.toMatch(/cd_/);
    expect((await call(key, 'GET', '/articles')).items[0]?.headline).toBe('Kept');
  });

  it('keeps its data after kill -9, and PostgreSQL dies with its parent', async () => {
    const pid = postmaster();
    await started.at(-1)?.end('SIGKILL');
    await eventually('PostgreSQL is gone', () => !alive(pid));
    const third = start();
    await third.prints('is ready');
    expect((await call(key, 'GET', '/articles')).items[0]?.headline).toBe('Kept');
  });

  it('says in one sentence that its data folder is in use', async () => {
    const other = start({ PORT: String(await freePort()) });
    expect(await other.exit).toBe(1);
    expect(other.output).toMatch(/^Another Claimdesk is using the data folder .*CLAIMDESK_DATA_DIR/m);
    expect((await started.at(-2)?.end('SIGTERM'))?.code).toBe(0);
  });

  it('says in one sentence that the port is in use', async () => {
    const squatter = createServer().listen(port, '127.0.0.1');
    const running = start();
    expect(await running.exit).toBe(1);
    await new Promise((resolve) => squatter.close(resolve));
    expect(running.output.trim()).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another one.`,
    );
  });

  it("takes the administrator's key from automation", async () => {
    const made = claimdesk(['new-key']);
    await made.exit;
    const brought = made.output.trim();
    const running = start({ CLAIMDESK_BOOTSTRAP_KEY: brought });
    await running.prints('is ready');
    expect(running.output).not.toContain(brought);
    expect((await call(brought, 'GET', '/articles')).items).toEqual([]);
    await running.end();
  });

  it.each([
    [
      'a database that is not there',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x', CLAIMDESK_MASTER_KEY: Buffer.alloc(32).toString('base64') },
      1,
      /^PostgreSQL at 127\.0\.0\.1:1 cannot be reached/m,
    ],
    ['a wrong variable', { PORT: 'eighty' }, 78, /^PORT: must be a whole number from 0 to 65535, not "eighty"/m],
    ['a misspelt variable', { CLAIMDESK_DATADIR: 'x' }, 78, /^CLAIMDESK_DATADIR: there is no such setting/m],
    [
      'a database without the master key',
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' },
      78,
      /^CLAIMDESK_MASTER_KEY: needed with DATABASE_URL/m,
    ],
  ])('says in one sentence what is wrong with %s', async (_, environment, code, sentence) => {
    const running = start(environment);
    expect(await running.exit).toBe(code);
    expect(running.output).toMatch(sentence);
    expect(running.output.trim().split('\n').length).toBe(1);
  });
});

describe('claimdesk verify', () => {
  it('explains itself, and exits with 2 for wrong usage', async () => {
    const help = claimdesk(['verify', '--help']);
    expect(await help.exit).toBe(0);
    expect(help.output).toMatch(/Exit codes: 0 proven; 2 wrong usage/);
    const wrong = claimdesk(['verify']);
    expect(await wrong.exit).toBe(2);
    const unknown = claimdesk(['frobnicate']);
    expect(await unknown.exit).toBe(2);
  });
});
