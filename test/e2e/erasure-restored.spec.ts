import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { whereStands } from '../support/needle.js';
import { everywhere, type Told } from '../support/needle-story.js';
import { Caller } from '../support/newsroom.js';
import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';
import { claimdesk, freePort, type Running } from '../support/processes.js';
import { Receiver } from '../support/receiver.js';
import { madeReport } from '../support/reports.js';

jest.setTimeout(180_000);

const name = 'Zdenka Nadelova';
// Words of journalism, as in erasure-needle.spec.ts: they stay in what was erased, and so in what is restored.
const stays = ['article.headline', 'event.bytes', 'published_claim.page', 'published_version.page'];

/** A backup remembers everybody. What was erased after it was made must not come back with it. */
describe('a backup that is older than an erasure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-erased-'));
  const at = (file: string): string => join(folder, file);
  const masterKey = randomBytes(32).toString('base64');
  const restored: TestDatabase[] = [];
  const running: Running[] = [];
  let room: PublicRoom;
  let receiver: Receiver;
  let auditor: Caller;
  let told: Told;
  let later: string;
  let vkey: string;

  const run = async (on: TestDatabase, ...args: string[]) => {
    const one = claimdesk(args, {
      DATABASE_URL: on.ownerUrl,
      DATABASE_OWNER_URL: on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
    });
    return { code: await one.exit, output: one.output };
  };
  const empty = async (): Promise<TestDatabase> => {
    const made = await freshDatabase();
    restored.push(made);
    return made;
  };

  beforeAll(async () => {
    room = await openPublicRoom({ CLAIMDESK_MASTER_KEY: masterKey });
    const { newsroom } = room;
    receiver = await Receiver.start();
    receiver.otherwise = (response) => response.writeHead(200, { 'x-author': name }).end(`thank you, ${name}`);
    auditor = await newsroom.hire('Dora Officer', 'admin', 'editor', 'auditor');
    const bystander = await newsroom.hire('Benno Bystander', 'researcher', 'reviewer');
    await newsroom.admin.post('/webhook-endpoints', { url: receiver.url, eventTypes: ['verdict.published'] });
    vkey = (await auditor.get('/ledger/keys')).keys[0];
    // One who is still in when the backup is made.
    later = (await newsroom.hire(`${name} the Younger`, 'researcher')).member;
    told = await everywhere(room, name, bystander);
    await eventually('all was delivered', async () => {
      const rows = await newsroom.on.asOwner(`select from delivery where status = 'pending'`);
      return rows.length === 0 && receiver.journal.length > 0;
    });
    for (const request of [{ kind: 'claims-register', format: 'csv' }, { kind: 'audit-bundle' }])
      await madeReport(newsroom, auditor, request);
    await room.inStep();
    writeFileSync(at('checkpoint'), (await auditor.send('get', '/v1/ledger/checkpoint')).text);
  });
  afterAll(async () => {
    for (const one of running) await one.end('SIGKILL');
    await receiver?.stop();
    for (const one of restored) await one.drop();
    await room?.newsroom.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is made, and then a person is erased, and the register is written down', async () => {
    const { newsroom, desk } = room;
    expect((await run(newsroom.on, 'backup', at('desk.tar.gz'))).code).toBe(0);
    await newsroom.admin.post(`/members/${later}/suspend`, { reason: 'The Younger left.' });
    const subjects = [...told.subjects, { type: 'member', id: later }];
    const { id } = await auditor.post('/erasures', { subjects, ground: 'objection', reason: 'File 1' });
    await desk.editor.post(`/erasures/${id}/confirm`);
    await room.inStep();
    expect(await whereStands(newsroom.on, name)).toEqual(stays);
    const { code, output } = await run(newsroom.on, 'erasures');
    writeFileSync(at('erasures.ndjson'), output);
    expect([code, output.split('\n').length, output.includes(name)]).toEqual([0, 2, false]);
    expect(JSON.parse(output)).toMatchObject({ id, ground: 'objection', subjects });
    // What went along is in it, too: afterwards no row tells whose it was.
    expect((JSON.parse(output) as { went: unknown[] }).went.length).toBeGreaterThan(subjects.length);
  });

  it('brings everything back, and "erasures --again" takes it away', async () => {
    const on = await empty();
    const { code, output } = await run(on, 'restore', at('desk.tar.gz'));
    expect([code, output]).toEqual([
      0,
      expect.stringContaining('is in it again: "claimdesk erasures --again REGISTER"'),
    ]);
    const stood = await whereStands(on, name);
    expect(stood).toEqual(
      expect.arrayContaining([
        'attempt.response_body',
        'capture_chunk.bytes',
        'claimant.name',
        'event_personal.value',
        'external_review.raw',
        'member.name',
        'report_chunk.bytes',
      ]),
    );
    // It is in the log of the original, and nobody told this one: as whole as ever, and with nothing to look for.
    expect((await run(on, 'doctor', '--erasures')).output).toMatch(
      /0 erasures examined\.\nWhat was erased is gone\.\n$/,
    );
    const again = await run(on, 'erasures', '--again', at('erasures.ndjson'));
    expect([again.code, again.output]).toEqual([
      0,
      expect.stringContaining(`member ${later} was still in; suspended.`),
    ]);
    expect(again.output).toMatch(/1 erasures: 1 done again, 0 stood already\.\n$/);
    expect(await whereStands(on, name)).toEqual(stays);
    const twice = await run(on, 'erasures', '--again', at('erasures.ndjson'));
    expect([twice.code, twice.output]).toEqual([0, '1 erasures: 0 done again, 1 stood already.\n']);
    expect((await run(on, 'doctor', '--erasures')).code).toBe(0);
    // Somebody puts a name back by hand.
    await on.asOwner(`update claimant set name = '${name}' where name is null`);
    const { id } = JSON.parse(readFileSync(at('erasures.ndjson'), 'utf8')) as { id: string };
    const found = await run(on, 'doctor', '--erasures');
    expect([found.code, found.output]).toEqual([
      3,
      expect.stringMatching(
        new RegExp(`: erasure ${id}: It was carried out at .*, and something of it is here: claims 1\\.`),
      ),
    ]);
    expect((await run(on, 'erasures', '--again', at('erasures.ndjson'))).output).toContain('(claims 1)');
    expect((await run(on, 'doctor', '--erasures')).code).toBe(0);
    // The register is as it was, and can be written down anew.
    expect(JSON.parse((await run(on, 'erasures')).output)).toEqual(
      JSON.parse(readFileSync(at('erasures.ndjson'), 'utf8')),
    );
  });

  it('is restored without what was erased, in one command, and every proof holds', async () => {
    const on = await empty();
    const asked = ['--witness', at('checkpoint'), '--key', vkey, '--erasures', at('erasures.ndjson')];
    const { code, output } = await run(on, 'restore', at('desk.tar.gz'), ...asked);
    expect([code, output]).toEqual([0, expect.stringMatching(/1 erasures: 1 done again, 0 stood already\.\n$/)]);
    expect(await whereStands(on, name)).toEqual(stays);
    const pages = await on.asOwner<{ words: string }>(
      `select replace(page::text, $1, '') as words from published_claim union all select replace(page::text, $1, '') from published_version
        union all select replace(convert_from(bytes, 'UTF8'), $1, '') from event`,
      [`${name} resigns`],
    );
    expect(pages.filter(({ words }) => words.includes(name))).toEqual([]);
    const doctor = await run(on, 'doctor', '--ledger', '--witness', at('checkpoint'), '--key', vkey);
    expect([doctor.code, doctor.output]).toEqual([0, expect.stringContaining('Everything is as it was recorded.')]);
  });

  it('is worked on: the page is gone for readers, and a new bundle verifies against the old checkpoint', async () => {
    const on = restored.at(-1) as TestDatabase;
    const port = String(await freePort());
    const desk = claimdesk(['start'], {
      DATABASE_URL: on.ownerUrl,
      CLAIMDESK_MASTER_KEY: masterKey,
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
      PORT: port,
    });
    running.push(desk);
    await desk.prints('is ready');
    const address = `http://127.0.0.1:${port}`;
    const again = new Caller(address, auditor.key);
    expect((await fetch(`${address}${room.home}/claimants/${told.claimant}`)).status).toBe(410);
    expect(await (await fetch(`${address}${room.home}${told.path}`)).text()).not.toContain(`${name}<`);
    const { id } = await again.post('/reports', { kind: 'audit-bundle' });
    await eventually('the bundle is made', async () => (await again.get(`/reports/${id}`)).status === 'done');
    const file = await fetch(`${address}/v1/reports/${id}/content`, {
      headers: { authorization: `Bearer ${auditor.key}` },
    });
    const bytes = Buffer.from(await file.arrayBuffer());
    // Nothing in it is compressed. The headline is in the log's bytes, and so in every bundle.
    expect(bytes.toString('utf8').replaceAll(`${name} resigns`, '')).not.toContain(name);
    writeFileSync(at('bundle.zip'), bytes);
    const verified = claimdesk(['verify', at('bundle.zip'), '--key', vkey, '--since', at('checkpoint')]);
    expect(await verified.exit).toBe(0);
    await desk.end();
    expect(await whereStands(on, name)).toEqual([...stays, 'report_chunk.bytes']);
  });

  it('refuses a register that is none, before it restores', async () => {
    const on = await empty();
    const line = readFileSync(at('erasures.ndjson'), 'utf8');
    writeFileSync(at('broken'), `${line}{"organization": "x"}\n`);
    const { code, output } = await run(on, 'restore', at('desk.tar.gz'), '--erasures', at('broken'));
    expect([code, output]).toEqual([
      1,
      expect.stringMatching(/broken, line 2 is no erasure: its "organization" is not one\./),
    ]);
    expect(await on.asOwner(`select from organization`)).toEqual([]);
    const none = await run(on, 'erasures', '--again', at('desk.tar.gz'));
    expect([none.code, none.output]).toEqual([1, expect.stringMatching(/line 1 is no erasure: no JSON object/)]);
    // Of a newsroom that this database does not know: there is nothing to erase.
    const elsewhere = await run(on, 'erasures', '--again', at('erasures.ndjson'));
    expect([elsewhere.code, elsewhere.output]).toEqual([
      0,
      '1 erasures: 0 done again, 0 stood already, 1 of newsrooms that are not here.\n',
    ]);
  });
});
