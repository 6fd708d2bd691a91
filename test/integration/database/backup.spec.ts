import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import {
  describeSchema,
  migrate,
  openDatabase,
  readBackupHeader,
  restoreBackup,
  type Statement,
  writeBackup,
} from '#libs/database';
import { Refused } from '#libs/kernel';
import { WorkerModule } from '../../../apps/worker/src/worker.module.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { testMasterKey, testSettings } from '../../support/rooms.js';
import { Random } from '../desk/quorum-model/random.js';
import { actions } from '../desk/replay/actions/all.js';
import { NothingToDo, openHouse, Scene } from '../desk/replay/scene.js';

/** Something that somebody may do, or is refused. */
async function anything(scene: Scene): Promise<void> {
  try {
    await actions[scene.random.pick(Object.keys(actions))]?.act(scene);
  } catch (error) {
    if (!(error instanceof Refused || error instanceof NothingToDo)) throw error;
  }
}

interface Contents {
  readonly rows: string;
  readonly md5: string | null;
}

describe('a backup, and what is restored from it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-backup-'));
  const file = join(folder, 'desk.tar.gz');
  const opened: TestDatabase[] = [];
  const masterKey = testMasterKey();
  let desk: TestDatabase;
  const seen: string[] = [];

  const fresh = async (): Promise<TestDatabase> => {
    const made = await freshDatabase();
    opened.push(made);
    return made;
  };
  const save = (url: string, to: string) =>
    writeBackup(url, '1.2.3', createWriteStream(to, { flags: 'wx' }), ({ table }) => void seen.push(table));
  const restore = (to: TestDatabase, from = file) => restoreBackup(to.ownerUrl, from, () => undefined);

  /** Every row of every table, whatever order they lie in, by PostgreSQL's own words. */
  const rowsOf = async (on: Pick<TestDatabase, 'asOwner'>): Promise<Record<string, Contents>> => {
    const tables = await on.asOwner<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    );
    const found: Record<string, Contents> = {};
    for (const { name } of tables)
      [found[name]] = (await on.asOwner(
        `select count(*) as rows, md5(string_agg(t::text, ' ' order by t::text collate "C")) as md5 from ${name} t`,
      )) as [Contents];
    return found;
  };
  const schemaOf = (on: TestDatabase): Promise<string> =>
    describeSchema({ query: (text: string) => on.asOwner(text) } as unknown as Statement);

  beforeAll(async () => {
    desk = await fresh();
    const client = new Client({ connectionString: desk.ownerUrl });
    await client.connect();
    const rooms = await NestFactory.createApplicationContext(
      WorkerModule.forRoot(testSettings({}), masterKey, await desk.open(2)),
      { logger: false, abortOnError: false },
    );
    for (let newsroom = 0; newsroom < 2; newsroom += 1) {
      const scene = new Scene(rooms, client, await openHouse(rooms, client), new Random(newsroom));
      for (let n = 0; n < 250; n += 1) await anything(scene);
    }
    await client.query(`insert into master_key_mark (sealed) values ($1)`, [
      masterKey.seal(Buffer.from('claimdesk'), 'master_key_mark', 'alone'),
    ]);
    // What a copy could trip over: text that looks like COPY's own, and more than one part of a table.
    await desk.asOwner(
      `insert into access_log (organization_id, id, at, kind, method, route, request, times)
       select organization_id, gen_random_uuid(), now(), 'sign_in', 'GET', '/', repeat(E'\\\\.\\t\\n\\\\N"\\r,é', 40000), 1
         from (select * from organization limit 1) o, generate_series(1, 12)`,
    );
    await rooms.close();
    await client.end();
    await save(desk.ownerUrl, file);
  }, 120_000);
  afterAll(async () => {
    for (const one of opened) await one.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is every row, in a database whose schema is the same as before', async () => {
    const copy = await fresh();
    const schema = await schemaOf(copy);
    await restore(copy);
    expect(await rowsOf(copy)).toEqual(await rowsOf(desk));
    expect(await schemaOf(copy)).toBe(schema);
    expect(seen.filter((table) => table === 'access_log').length).toBeGreaterThan(2);
    // Only what was really there was tried.
    const filled = Object.values(await rowsOf(desk)).filter(({ rows }) => Number(rows) > 0);
    expect(filled.length).toBeGreaterThan(35);
  });

  it('says what it is, and which key it needs, before anything of it is read', async () => {
    const { rows } = { rows: await desk.asOwner<{ name: string }>(`select name from migration order by id`) };
    expect(await readBackupHeader(file)).toMatchObject({
      format: 'claimdesk-backup/1',
      release: '1.2.3',
      migrations: rows.map(({ name }) => name),
      masterKeyId: masterKey.id,
    });
    const whole = gunzipSync(readFileSync(file));
    for (const key of [masterKey.derive('x'), Buffer.alloc(32, 1)]) expect(whole.includes(key)).toBe(false);
  });

  it('goes on counting where the desk had counted', async () => {
    const copy = await fresh();
    await restore(copy);
    const last = (on: TestDatabase) => on.asOwner(`select last_value from event_position_seq`);
    expect(await last(copy)).toEqual(await last(desk));
  });

  it('works for an owner who is behind the fence, as on a server of somebody else', async () => {
    const name = `keeper_${randomBytes(4).toString('hex')}`;
    const admin = await fresh();
    await admin.asOwner(`create role ${name} login password 'keeper'`);
    await admin.asOwner(`create database ${name} owner ${name}`);
    const address = new URL(admin.ownerUrl);
    [address.pathname, address.username, address.password] = [`/${name}`, name, 'keeper'];
    try {
      const opened = await openDatabase({ url: address.href, poolSize: 2 });
      await migrate(opened.dataSource);
      await opened.close();
      await restoreBackup(address.href, file, () => undefined);
      const second = join(folder, 'second.tar.gz');
      await save(address.href, second);
      const copy = await fresh();
      await restore(copy, second);
      expect(await rowsOf(copy)).toEqual({ ...(await rowsOf(desk)), migration: expect.anything() as unknown });
    } finally {
      await admin.asOwner(`drop database if exists ${name} with (force)`);
      await admin.asOwner(`drop role ${name}`);
    }
  });

  describe('is refused, and nothing has happened,', () => {
    const refusal = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'not refused',
        (error: Error) => error.message,
      );

    it('where there is something already', async () => {
      const copy = await fresh();
      await copy.asOwner(`insert into event_pending values (gen_random_uuid(), 1)`);
      const before = await rowsOf(copy);
      expect(await refusal(restore(copy))).toMatch(/^This database is not empty: table "event_pending" has rows\. /);
      expect(await rowsOf(copy)).toEqual(before);
    });

    it('where somebody is at work', async () => {
      const copy = await fresh();
      const client = new Client({ connectionString: copy.ownerUrl });
      await client.connect();
      await client.query('begin; select * from claim');
      expect(await refusal(restore(copy))).toMatch(/^Somebody is at work in this database\. /);
      await client.end();
    }, 20_000);

    it('where the schema is another one', async () => {
      const copy = await fresh();
      await copy.asOwner(`delete from migration where id = (select max(id) from migration)`);
      expect(await refusal(restore(copy))).toMatch(/release 1\.2\.3, whose schema is newer than this database \(\w+\)/);
      await copy.asOwner(`insert into migration (timestamp, name) values (1, 'Later1'), (2, 'Later2')`);
      await copy.asOwner(
        `insert into migration (timestamp, name) select 3, m from unnest($1::text[]) m where m not in (select name from migration)`,
        [(await readBackupHeader(file)).migrations],
      );
      expect(await refusal(restore(copy))).toMatch(
        /whose schema is older than this database \(without Later1, Later2\)/,
      );
      await copy.asOwner(`delete from migration where name like 'Later%'; alter table claim add column more text`);
      expect(await refusal(restore(copy))).toMatch(/^The tables of this database are not those of the backup/);
    });

    it('when it is a piece, or damaged, or something else', async () => {
      const copy = await fresh();
      const before = await rowsOf(copy);
      const bytes = readFileSync(file);
      const tar = gunzipSync(bytes);
      const attempt = async (changed: Buffer): Promise<string> => {
        const path = join(folder, 'attempt');
        writeFileSync(path, changed);
        return (await refusal(restore(copy, path))).replace(path, 'FILE');
      };
      expect(await attempt(bytes.subarray(0, bytes.length / 2))).toBe(
        'FILE ends too early: it is a piece of a backup.',
      );
      // A tar that ends where no file is cut.
      const end = tar.indexOf('contents.json');
      expect(await attempt(gzipSync(tar.subarray(0, end)))).toBe('FILE ends too early: it is a piece of a backup.');
      expect(await attempt(Buffer.from('a letter'))).toBe('FILE is not a backup of Claimdesk.');
      expect(await attempt(gzipSync('a letter'))).toMatch(/^FILE (is|ends|holds)/);
      const flipped = Buffer.from(bytes);
      flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] as number) ^ 0x10;
      expect(await attempt(flipped)).not.toBe('not refused');
      const other = Buffer.from(tar);
      other.write('Mallory', other.indexOf('Rosa'));
      expect(await attempt(gzipSync(other))).not.toBe('not refused');
      const fewer = tar
        .toString('latin1')
        .replace(/("claim": \{\s+"rows": )(\d)/, (_, so: string, n: string) => so + String((Number(n) % 9) + 1));
      expect(await attempt(gzipSync(Buffer.from(fewer, 'latin1')))).toMatch(
        /^FILE is damaged: \d+ rows of "claim" in place of \d+\.$/,
      );
      expect(await refusal(restore(copy, join(folder, 'nowhere')))).toMatch(/^There is no file /);
      expect(await rowsOf(copy)).toEqual(before);
      await restore(copy);
    }, 60_000);
  });

  it('cannot be made of a database without a desk', async () => {
    const empty = await fresh();
    await empty.asOwner(`drop schema public cascade; create schema public`);
    await expect(save(empty.ownerUrl, join(folder, 'none'))).rejects.toThrow(/^There is nothing to back up/);
  });
});
