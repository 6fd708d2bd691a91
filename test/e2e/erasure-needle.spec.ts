import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { eventually } from '../support/eventually.js';
import { whereStands } from '../support/needle.js';
import { everywhere, type Told } from '../support/needle-story.js';
import type { Caller } from '../support/newsroom.js';
import { openPublicRoom, type PublicRoom } from '../support/pages/public-room.js';
import { Receiver } from '../support/receiver.js';
import { madeReport } from '../support/reports.js';

const name = 'Zdenka Nadelova';
// Words of journalism stay, and where they are shown and logged: docs/guides/administrator.md says why, and what can be done.
const stays = ['article.headline', 'event.bytes', 'published_claim.page', 'published_version.page'];

/** A name that goes everywhere a name can go, and is then looked for in every column and every answer. */
describe('after the erasure of a person', () => {
  const folder = mkdtempSync(join(tmpdir(), 'needle-'));
  let room: PublicRoom;
  let receiver: Receiver;
  let officer: Caller;
  let bystander: Caller;
  let told: Told;
  let reports: { id: string; bytes: Buffer }[];
  let vkey: string;
  /** What a reader's program kept of each page: the tag, and the time. */
  const kept = new Map<string, { etag: string; modified: string }>();

  beforeAll(async () => {
    room = await openPublicRoom();
    receiver = await Receiver.start();
    // A receiver that knows more than we told it, and says so.
    receiver.otherwise = (response) => response.writeHead(200, { 'x-author': name }).end(`thank you, ${name}`);
    officer = await room.newsroom.hire('Dora Officer', 'admin', 'editor', 'auditor');
    bystander = await room.newsroom.hire('Benno Bystander', 'researcher', 'reviewer');
    const eventTypes = ['verdict.published', 'person.erased', 'claim.submitted', 'correction.acknowledged'];
    await room.newsroom.admin.post('/webhook-endpoints', { url: receiver.url, eventTypes });
    vkey = (await officer.get('/ledger/keys')).keys[0];
    told = await everywhere(room, name, bystander);
    reports = [];
    await eventually('all was delivered', async () => {
      const rows = await room.newsroom.on.asOwner(`select from delivery where status = 'pending'`);
      return rows.length === 0 && receiver.journal.length > 0;
    });
    for (const request of kinds()) reports.push(await madeReport(room.newsroom, officer, request));
    writeFileSync(join(folder, 'before.zip'), (reports.at(-1) as { bytes: Buffer }).bytes);
  });
  afterAll(async () => {
    await receiver?.stop();
    await room?.newsroom.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const kinds = (): object[] => [
    { kind: 'claims-register', format: 'csv' },
    { kind: 'dossier', format: 'json', claim: told.claim.id },
    { kind: 'corrections-register', format: 'csv' },
    { kind: 'audit-bundle' },
  ];

  const pages = (): string[] => [
    `${room.home}`,
    `${room.home}${told.path}`,
    `${room.home}${told.path}/versions/1`,
    `${room.home}${told.path}/claim-review`,
    `${room.home}/claimants/${told.claimant}`,
    `${room.home}/claim-reviews`,
    `${room.home}/feed.json`,
    `${room.home}/feed.atom`,
    `${room.home}/v1alpha1/claims:search?query=largest`,
    `${room.home}/v1alpha1/claims:search?query=Nadelova`,
    `${room.home}/corrections`,
  ];
  const public_ = async (): Promise<string[]> => {
    const named: string[] = [];
    for (const path of pages()) {
      const { text, status } = await room.newsroom.nobody.send('get', path);
      if (status >= 500) throw new Error(`${path}: ${status}`);
      if (text.includes(name)) named.push(path);
    }
    return named;
  };
  const verify = (file: string): number | null =>
    spawnSync(process.execPath, ['bin/claimdesk.cjs', 'verify', join(folder, file), '--key', vkey]).status;

  it('stood everywhere before', async () => {
    expect((await public_()).length).toBeGreaterThanOrEqual(5);
    const stood = await whereStands(room.newsroom.on, name);
    expect(stood).toEqual(
      expect.arrayContaining(['claimant.name', 'event_personal.value', 'report_chunk.bytes', 'attempt.response_body']),
    );
    expect(stood.length).toBeGreaterThanOrEqual(18);
    expect(verify('before.zip')).toBe(0);
    for (const path of pages()) {
      const { headers, text } = await eventually(`${path} has a time`, async () => {
        const answer = await room.newsroom.nobody.send('get', path);
        return !answer.headers.etag || answer.headers['last-modified'] ? answer : undefined;
      });
      if (text.includes(name) && headers.etag)
        kept.set(path, { etag: headers.etag, modified: headers['last-modified'] as string });
    }
    expect(kept.size).toBeGreaterThanOrEqual(5);
  });

  it('stands nowhere but in the words that were judged', async () => {
    const { newsroom, desk } = room;
    const { id } = await officer.post('/erasures', { subjects: told.subjects, ground: 'objection', reason: 'File 1' });
    const preview = await officer.get(`/erasures/${id}/preview`);
    // Every place that there is held something, so none is forgotten here.
    expect(Object.entries(preview.places).filter(([, count]) => count === 0)).toEqual([]);
    // What it answers to the news itself would be a new thing.
    receiver.otherwise = 204;
    const erased = await desk.editor.post(`/erasures/${id}/confirm`);
    expect(erased.erased).toEqual(preview.places);
    // The headline is part of what was checked: the preview names it, and what can be done is to be decided by people.
    expect(preview.mentions).toEqual([
      { type: 'article', id: told.subjects[1]?.id, field: 'headline', erasable: false },
    ]);
    await room.inStep();
    // The headline of the article stays on the pages; see below.
    expect((await public_()).filter((path) => !path.includes('/claims/'))).toEqual([]);
    expect(await whereStands(newsroom.on, name)).toEqual(stays);
    expect(await whereStands(newsroom.on, `By ${name}`)).toEqual([]);
    const left = await newsroom.on.asOwner<{ words: string }>(
      `select replace(page::text, $1, '') as words from published_claim union all select replace(page::text, $1, '') from published_version
        union all select replace(convert_from(bytes, 'UTF8'), $1, '') from event`,
      [`${name} resigns`],
    );
    expect(left.filter(({ words }) => words.includes(name))).toEqual([]);
  });

  it('is not read on from a copy that somebody kept', async () => {
    const { nobody } = room.newsroom;
    for (const [path, { etag, modified }] of kept) {
      // Its time is told again once that second is over; before, no question by time is answered with "the same".
      await eventually(`${path} has a time`, async () => {
        const { headers, status } = await nobody.send('get', path);
        return status === 410 || headers['last-modified'];
      });
      const byTag = await nobody.send('get', path, undefined, { 'if-none-match': etag });
      const byTime = await nobody.send('get', path, undefined, { 'if-modified-since': modified });
      const whole = path.includes('/claimants/') ? 410 : 200;
      expect([path, byTag.status, byTime.status]).toEqual([path, whole, whole]);
    }
    const claimant = await nobody.send('get', `${room.home}/claimants/${told.claimant}`);
    expect([claimant.status, claimant.headers['cache-control']]).toEqual([410, 'no-store']);
    expect(claimant.text).toContain('What stood here was erased');
    const never = await nobody.send('get', `${room.home}/claimants/${told.claim.id}`);
    expect(never.status).toBe(404);
  });

  it('answers 410 for files that may hold the name, and makes them anew without it', async () => {
    for (const { id } of reports) {
      // With a star as for whoever has a copy of whatever version.
      const answer = await officer.send('get', `/v1/reports/${id}/content`, undefined, { 'if-none-match': '*' });
      expect([answer.status, answer.body.code]).toEqual([410, 'report.erased']);
    }
    for (const request of kinds().slice(0, 3)) {
      const { bytes } = await madeReport(room.newsroom, officer, request);
      expect([request, bytes.toString('utf8').replaceAll(`${name} resigns`, '').includes(name)]).toEqual([
        request,
        false,
      ]);
    }
  });

  it('leaves every proof valid', async () => {
    const { bytes } = await madeReport(room.newsroom, officer, { kind: 'audit-bundle' });
    writeFileSync(join(folder, 'after.zip'), bytes);
    expect([verify('before.zip'), verify('after.zip')]).toEqual([0, 0]);
  });

  it('was told to receivers without a name', async () => {
    const message = await eventually('the receiver knows', () =>
      Promise.resolve(receiver.journal.find(({ body }) => body.includes('person.erased'))?.body),
    );
    const { data } = JSON.parse(message) as { data: { subjects: { after: { subjects: unknown[] } }[] } };
    expect(data.subjects[0]?.after.subjects).toEqual(told.subjects);
    for (const { body } of receiver.journal) expect(body.replaceAll(`${name} resigns`, '')).not.toContain(name);
  });
});
