import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describeSchema } from '#libs/database';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';

jest.setTimeout(120_000);

/** What test/upgrade/README.md tells about. Nothing in there opens anything else. */
const administrator = 'cd_0353IeFuknzGo1iRApgqmp_bltZbR0M0mpep74nE7sVNwiEMH88SGWb22d3lR';
const editor = 'cd_0353IeFuknzGo1iRApgqmp_VQHCIolc3n2dox2eVcBatIExRFaWWk914WQMx0';
const masterKey = Buffer.alloc(32, 7).toString('base64');
const dump = gunzipSync(readFileSync(join(__dirname, '..', 'upgrade', 'schema-26.sql.gz'))).toString();

interface Report {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly sha256: string | null;
}

describe('a database of an older release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-upgrade-'));
  let on: TestDatabase;
  let address: string;
  let running: Running | undefined;

  const start = async (command: string, environment: NodeJS.ProcessEnv = {}): Promise<Running> =>
    claimdesk([command], {
      DATABASE_URL: on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      PORT: new URL(address).port,
      ...environment,
    });
  const ask = (key: string, path: string, body?: object): Promise<Response> =>
    fetch(`${address}${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
  const answer = async <T>(key: string, path: string, body?: object): Promise<T> => {
    const got = await ask(key, path, body);
    if (!got.ok) throw new Error(`${path}: ${got.status} ${await got.text()}`);
    return (await got.json()) as T;
  };
  const reports = async (): Promise<readonly Report[]> => [
    ...(await answer<{ items: Report[] }>(editor, '/v1/reports')).items,
    ...(await answer<{ items: Report[] }>(administrator, '/v1/reports')).items,
  ];
  const bytesOf = (): Promise<object[]> =>
    on.asOwner(`select organization_id, index, event_id, leaf_hash from ledger_entry order by 1, 2`);

  beforeAll(async () => {
    on = await emptyDatabase();
    await on.asOwner(dump);
    address = `http://127.0.0.1:${await freePort()}`;
  });
  afterAll(async () => {
    await running?.end('SIGKILL');
    await on?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is refused by API and worker until it is migrated, and left as it was', async () => {
    for (const part of ['api', 'worker']) {
      const refused = await start(part);
      expect([part, await refused.exit]).toEqual([part, 1]);
      expect(refused.output).toContain('The database is older than this release. Run "claimdesk migrate" first.');
    }
    expect(await on.asOwner(`select name from migration order by id desc limit 1`)).toEqual([
      { name: 'LostLeases1764000000026' },
    ]);
  });

  it('is brought up to date without a change to the log, and twice is once', async () => {
    const before = await bytesOf();
    const first = await start('migrate');
    expect(await first.exit).toBe(0);
    expect(first.output).toMatch(/^Ran PublishedTables1764000000027, .*CheckpointMessages1764000000032/);
    const second = await start('migrate');
    expect(await second.exit).toBe(0);
    expect(second.output).toBe('The schema is up to date.\n');
    expect(before.length).toBeGreaterThan(20);
    expect(await bytesOf()).toEqual(before);
  });

  it('is refused by the older release once it is newer', async () => {
    await on.asOwner(`insert into migration (timestamp, name) values (1999999999999, 'Later1999999999999')`);
    for (const part of ['migrate', 'start', 'api', 'worker']) {
      const refused = await start(part);
      expect([part, await refused.exit]).toEqual([part, 1]);
      expect(refused.output).toContain('newer than this release, which does not know Later1999999999999');
    }
    await on.asOwner(`delete from migration where name = 'Later1999999999999'`);
  });

  it('has the schema of a new one, to the letter', async () => {
    const fresh = await freshDatabase();
    try {
      const schemaOf = (database: TestDatabase): Promise<string> =>
        describeSchema({ query: <Row>(sql: string) => database.asOwner<Row>(sql) });
      expect(await schemaOf(on)).toBe(await schemaOf(fresh));
    } finally {
      await fresh.drop();
    }
  });

  it('works on: old keys, old claims, old files, and what was under way is finished', async () => {
    running = await start('start');
    await running.prints('is ready');
    const { items } = await answer<{ items: { id: string; status: string; statement: string }[] }>(
      editor,
      '/v1/claims',
    );
    expect(items.map(({ status, statement }) => [status, statement])).toEqual(
      expect.arrayContaining([
        ['published', 'The operation of May 2025 was carried out under the Biden administration.'],
        ['accepted', 'Nobody was held.'],
      ]),
    );
    await eventually('the report that was queued is done', async () =>
      (await reports()).every(({ status }) => status === 'done'),
    );
    for (const { id, sha256 } of await reports()) {
      const content = await ask(administrator, `/v1/reports/${id}/content`);
      expect(content.status).toBe(200);
      const digest = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
      expect(Buffer.from(digest).toString('hex')).toBe(sha256);
    }
    const waiting = items.find(({ status }) => status === 'accepted');
    const { member } = await answer<{ member: string }>(editor, '/v1/me');
    await answer(editor, `/v1/claims/${waiting?.id}/comments`, { text: `Written after the upgrade by ${member}.` });
  });

  it('shows to the world what was published before there were pages for it', async () => {
    const { slug } = await answer<{ slug: string }>(administrator, '/v1/organization');
    const item = await eventually('it is public', async () => {
      const feed = await fetch(`${address}/p/${slug}/feed.json`);
      return feed.ok ? ((await feed.json()) as { items: { title: string }[] }).items[0] : undefined;
    });
    expect(item?.title).toContain('The operation of May 2025');
  });

  it('continues the log that the old bundle vouches for', async () => {
    const content = async (id: string): Promise<Buffer> =>
      Buffer.from(await (await ask(administrator, `/v1/reports/${id}/content`)).arrayBuffer());
    const old = (await reports()).find(({ kind }) => kind === 'audit-bundle') as Report;
    const bytes = await content(old.id);
    writeFileSync(join(folder, 'kept'), unzipSync(bytes).checkpoint as Uint8Array);
    writeFileSync(join(folder, 'old.zip'), bytes);
    const made = await answer<Report>(administrator, '/v1/reports', { kind: 'audit-bundle' });
    await eventually('the new bundle is made', async () =>
      (await reports()).some(({ id, status }) => id === made.id && status === 'done'),
    );
    writeFileSync(join(folder, 'new.zip'), await content(made.id));

    const { keys } = await answer<{ keys: string[] }>(administrator, '/v1/ledger/keys');
    for (const args of [['old.zip'], ['new.zip', '--since', join(folder, 'kept')]]) {
      const [file = '', ...more] = args;
      const proven = claimdesk(['verify', join(folder, file), '--key', keys[0] as string, ...more]);
      expect([await proven.exit, proven.output]).toEqual([0, expect.stringMatching(/^Proven\./)]);
    }
    await running?.end();
    const examined = claimdesk(['doctor', '--ledger'], { DATABASE_URL: on.ownerUrl, CLAIMDESK_MASTER_KEY: masterKey });
    expect(await examined.exit).toBe(0);
    expect(examined.output).toContain('Everything is as it was recorded.');
  });
});
