import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSeed, noteSigner, parseCheckpoint, parseNote } from '#libs/proof';
import { eventually } from '../support/eventually.js';
import { type Body, Caller } from '../support/newsroom.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';

jest.setTimeout(180_000);

/** One newsroom loses its machine, and has a backup, its master key, and a witness outside. */
describe('a newsroom whose database is lost', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-restore-'));
  const at = (name: string): string => join(folder, name);
  const backup = at('desk.tar.gz');
  const running: Running[] = [];
  let receiver: Receiver;
  let admin: Caller;
  let address = '';
  let masterKey = '';
  let vkey = '';
  let endpoint: Body;

  const witnessed = async (name: string): Promise<number> => {
    const { text } = await admin.send('get', '/v1/ledger/checkpoint');
    writeFileSync(at(name), text);
    return sizeIn(name);
  };
  const sizeIn = (name: string): number => parseCheckpoint(parseNote(readFileSync(at(name), 'utf8')).text).size;
  const start = async (dataDir: string): Promise<Running> => {
    const port = String(await freePort());
    const desk = claimdesk(['start'], {
      CLAIMDESK_DATA_DIR: at(dataDir),
      PORT: port,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      CLAIMDESK_WEBHOOK_RETRY_SECONDS: '1,1,1,1,1,1,1,1,1,1',
    });
    running.push(desk);
    await desk.prints('is ready');
    address = `http://127.0.0.1:${port}`;
    return desk;
  };
  const run = async (dataDir: string, args: string[], key = masterKey) => {
    const one = claimdesk(args, { CLAIMDESK_DATA_DIR: at(dataDir), ...(key ? { CLAIMDESK_MASTER_KEY: key } : {}) });
    return { code: await one.exit, output: one.output };
  };
  const hired = async (name: string): Promise<string> =>
    (await admin.post('/members', { name, roles: ['researcher'] })).id;
  /** The last event is signed. */
  const settled = async (events: number): Promise<void> => {
    await eventually('the log is signed', async () => (await witnessed('seen')) >= events);
  };

  beforeAll(async () => {
    receiver = await Receiver.start();
    const first = await start('first');
    admin = new Caller(address, (await first.prints(/cd_\w+/)) ?? '');
    ({ masterKey } = JSON.parse(readFileSync(at('first/secrets.json'), 'utf8')) as { masterKey: string });
    vkey = (await admin.get('/ledger/keys')).keys[0];
  });
  afterAll(async () => {
    for (const one of running) await one.end('SIGKILL');
    await receiver?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const before: string[] = [];
  const during: string[] = [];
  let lostFrom = 0;

  it('makes a backup while people write', async () => {
    receiver.otherwise = 503;
    endpoint = await admin.post('/webhook-endpoints', { url: receiver.url, eventTypes: ['member.invited'] });
    for (let n = 0; n < 5; n += 1) before.push(await hired(`Before ${n}`));
    await settled(7);
    await eventually('a delivery is under way', () => receiver.journal.length > 0);
    await witnessed('older');
    const made = run('first', ['backup', backup], '');
    let goesOn = true;
    void made.then(() => (goesOn = false));
    while (goesOn) during.push(await hired(`During ${during.length}`));
    const { code, output } = await made;
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(
        /desk\.tar\.gz: \d+ rows of \d+ tables as of \S+Z, [\d.]+ MB\.\nWhat is sealed .* id is \w{8}\./,
      ),
    ]);
    expect(during.length).toBeGreaterThan(0);
    expect((await run('first', ['backup', backup])).output).toMatch(/exists already/);
  });

  it('works on, until the machine is gone with its disk', async () => {
    receiver.otherwise = 204;
    for (let n = 0; n < 5; n += 1) await hired(`After ${n}`);
    await eventually('all deliveries arrived', async () => {
      const { items } = await admin.get(`/webhook-endpoints/${endpoint.id}/deliveries?limit=200`);
      return items.length >= 10 + during.length && items.every((one: Body) => one.status === 'delivered');
    });
    await settled(before.length + during.length + 7);
    await witnessed('newest');
    await running[0]?.end('SIGKILL');
    await eventually('PostgreSQL is gone', () => !existsSync(at('first/postgres/postmaster.pid')));
    rmSync(at('first'), { recursive: true });
  });

  it('cannot restore it with another master key, or with none', async () => {
    const other = await run('second', ['restore', backup], Buffer.alloc(32, 1).toString('base64'));
    expect(other).toMatchObject({
      code: 1,
      output: expect.stringMatching(/CLAIMDESK_MASTER_KEY is another one \(id \w{8}\)/),
    });
    const none = await run('second', ['restore', backup], '');
    expect(none).toMatchObject({ code: 1, output: expect.stringMatching(/Set CLAIMDESK_MASTER_KEY to that key/) });
    expect(existsSync(at('second'))).toBe(false);
  });

  it('restores it, and is told by the witness exactly what is lost', async () => {
    writeFileSync(at('no-checkpoint'), 'a letter');
    expect((await run('second', ['restore', backup, '--witness', at('no-checkpoint')])).output).toMatch(
      /is no checkpoint/,
    );
    const args = ['restore', backup, '--witness', at('newest'), '--witness', at('older'), '--key', vkey];
    const { code, output } = await run('second', args);
    expect([code, output]).toEqual([3, expect.stringMatching(/rows restored, as of .*Z; counted and compared/)]);
    const told =
      /The log ends at size (\d+), and the witness saw (\d+): lost is the (\d+) entries (\d+) to (\d+)\. All of it came in after 20\S+Z,/;
    const [, end, seen, count, from, to] = (told.exec(output) ?? []).map(Number);
    expect([seen, count, from, to]).toEqual([
      sizeIn('newest'),
      sizeIn('newest') - Number(end),
      end,
      sizeIn('newest') - 1,
    ]);
    expect(output).toContain(`(up to ${sizeIn('older')} it is)`);
    lostFrom = Number(end);
    expect(lostFrom).toBeGreaterThanOrEqual(sizeIn('older'));
    expect(lostFrom).toBeLessThan(sizeIn('newest'));
    expect((await run('second', ['restore', backup])).output).toMatch(/This database is not empty/);
  });

  it('proves to whoever saw no more than the backup that nothing is lost', async () => {
    const { code, output } = await run('second', ['doctor', '--ledger', '--witness', at('older')]);
    expect([code, output]).toEqual([
      0,
      expect.stringContaining(`it begins with all ${sizeIn('older')} entries that the witness saw signed; `),
    ]);
    const stranger = noteSigner('claimdesk/x', newSeed()).vkey;
    const distrusted = await run('second', ['doctor', '--ledger', '--witness', at('older'), '--key', stranger]);
    expect(distrusted).toMatchObject({
      code: 1,
      output: expect.stringMatching(/was not signed by a key of this newsroom/),
    });
  });

  let desk: Running;
  it('starts on what was restored: the keys work, what was saved is there, and no second newsroom', async () => {
    const journal = receiver.journal.length;
    desk = await start('second');
    expect(desk.output).not.toMatch(/cd_/);
    admin = new Caller(address, admin.key);
    const { items } = await admin.get('/members?limit=200');
    const there = new Set(items.map((one: Body) => one.id));
    for (const id of before) expect(there.has(id)).toBe(true);
    // A delivery that was under way at the backup goes out again, under the id that it had.
    const again = await eventually('it is delivered again', () =>
      receiver.journal.slice(journal).find(({ body }) => body.includes(before[0] as string)),
    );
    const first = receiver.journal.find(({ body }) => body.includes(before[0] as string));
    expect([again.id, again.body]).toEqual([first?.id, first?.body]);
  });

  it('gives bundles that hold against the checkpoint of a witness who saw the log before the loss', async () => {
    await hired('New');
    await settled(lostFrom + 1);
    const { id } = await admin.post('/reports', { kind: 'audit-bundle' });
    await eventually('the bundle is made', async () => (await admin.get(`/reports/${id}`)).status === 'done');
    const answer = await fetch(`${address}/v1/reports/${id}/content`, {
      headers: { authorization: `Bearer ${admin.key}` },
    });
    writeFileSync(at('bundle.zip'), Buffer.from(await answer.arrayBuffer()));
    const verify = (...since: string[]) => run('second', ['verify', at('bundle.zip'), '--key', vkey, ...since]);
    expect(await verify('--since', at('older'))).toMatchObject({ code: 0 });
    expect((await verify('--since', at('newest'))).code).toBeGreaterThanOrEqual(10);
  });

  it('is told apart, when it has written on, from the log that the witness saw', async () => {
    for (let n = 0; sizeIn('seen') < sizeIn('newest') + 1; n += 1) {
      await hired(`Fork ${n}`);
      await witnessed('seen');
    }
    await settled(sizeIn('newest') + 1);
    await desk.end();
    const { code, output } = await run('second', [
      'doctor',
      '--ledger',
      '--witness',
      at('newest'),
      '--witness',
      at('older'),
    ]);
    expect([code, output]).toEqual([
      3,
      expect.stringContaining(
        `checkpoint ${sizeIn('newest')} of the witness: The first ${sizeIn('older')} entries are those that the witness saw, and those after it are not: this is another log`,
      ),
    ]);
  });
});
