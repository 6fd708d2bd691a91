import { createHash } from 'node:crypto';
import { AccessLog, DigestAccess, DigestAccessJob, makeKey, PruneAccessJob } from '#libs/identity';
import { JobRunner, WorkStore } from '#libs/jobs';
import { canonicalJson, newId } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';

describe('the access log', () => {
  let newsroom: Newsroom;
  let admin: Caller;
  let organization: string;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    admin = newsroom.admin;
    organization = (await admin.get('/me')).organization;
  });
  afterAll(() => newsroom?.close());

  const entries = async (filter = ''): Promise<Body[]> => (await admin.get(`/access-log?limit=200${filter}`)).items;
  const keyOf = async (caller: Caller): Promise<string> => (await caller.get('/me')).key;

  it('notes the first use of a key in a minute, and when it was', async () => {
    const rosa = await newsroom.hire('Rosa', 'researcher');
    const key = await keyOf(rosa);
    for (let n = 0; n < 5; n += 1) await rosa.get('/claims');
    const [first, ...more] = await entries(`&key=${key}&kind=sign_in`);
    // Five and one requests may lie in two minutes of this process, but the database moves the key on once a minute.
    expect([first.member, first.route, first.action, first.times, more]).toEqual([
      rosa.member,
      '/v1/me',
      'self.read',
      1,
      [],
    ]);
    expect((await rosa.get(`/api-keys/${key}`)).lastUsedAt).toBe(first.at);
    await newsroom.on.asOwner(`update api_key set last_used_at = last_used_at - interval '61 seconds' where id = $1`, [
      key,
    ]);
    const log = newsroom.app.get(AccessLog);
    const entry = { organization, kind: 'sign_in', method: 'GET', route: '/v1/me', key, request: newId() } as const;
    // Another process that sees the key in its own minute.
    log.used(newId(), () => entry);
    expect((await entries(`&key=${key}&kind=sign_in`)).length).toBe(2);
  });

  it('notes who was refused what: no key of ours, one that was revoked, a role that is missing, what is not there', async () => {
    const ravi = await newsroom.hire('Ravi', 'reviewer');
    const id = await keyOf(ravi);
    const missing = newId();
    await ravi.send('get', `/v1/claims/${missing}`);
    const request = newId();
    await ravi.send('post', '/v1/members', { name: 'X', roles: ['admin'] }, { 'x-request-id': request });
    await ravi.post(`/api-keys/${id}/revoke`);
    await ravi.send('get', '/v1/claims');
    await newsroom.caller(makeKey(organization)).send('get', '/v1/claims');
    const told = (await entries(`&kind=refused&key=${id}`)).map(({ status, code, method, route, action, member }) =>
      [status, code, method, route, action, member === ravi.member].join(' '),
    );
    expect(told.sort()).toEqual([
      '401 key.invalid GET /v1/claims desk.read true',
      '403 access.denied POST /v1/members member.invite true',
      '404 not_found GET /v1/claims/:id desk.read true',
    ]);
    const [denied] = await entries(`&key=${id}&code=access.denied`);
    expect(denied.request).toBe(request);
    const unknown = (await entries('&code=key.invalid')).filter((entry) => entry.key === null);
    expect(unknown.map(({ member, route }) => [member, route])).toEqual([[null, '/v1/claims']]);
    const [{ text } = { text: '' }] = await newsroom.on.asOwner<{ text: string }>(
      `select string_agg(l::text, ' ') as text from access_log l`,
    );
    expect(text).not.toMatch(/cd_|127\.0\.0\.1|::1/);
    expect(text).not.toContain(missing);
  });

  it('holds many of the same as one that counts, so that a flood does not fill it', async () => {
    const flood = await newsroom.hire('Flo', 'reviewer');
    const id = await keyOf(flood);
    await Promise.all(Array.from({ length: 60 }, () => flood.send('post', '/v1/members', {})));
    const rows = await entries(`&key=${id}&code=access.denied`);
    expect(rows.reduce((sum, row) => sum + row.times, 0)).toBe(60);
    expect(rows.length).toBeLessThan(60);
  });

  it('writes nothing for an organization that is not there, nor for a key that is no key', async () => {
    const nowhere = newId();
    expect((await newsroom.caller(makeKey(nowhere)).send('get', '/v1/claims')).status).toBe(401);
    expect((await newsroom.caller('cd_nonsense').send('get', '/v1/claims')).status).toBe(401);
    await entries();
    expect(await newsroom.on.asOwner(`select 1 from access_log where organization_id = $1`, [nowhere])).toEqual([]);
    expect(await newsroom.on.asOwner(`select 1 from work_due where organization_id = $1`, [nowhere])).toEqual([]);
  });

  it('is for administrators and auditors, of one newsroom each, in pages', async () => {
    const [auditor, editor] = [await newsroom.hire('Aud', 'auditor'), await newsroom.hire('Edna', 'editor')];
    expect((await editor.send('get', '/v1/access-log')).body.code).toBe('access.denied');
    const { items, next } = await auditor.get('/access-log?limit=2');
    const second = await auditor.get(`/access-log?limit=2&cursor=${next}`);
    expect(new Set([...items, ...second.items].map(({ id }: Body) => id)).size).toBe(4);
    expect((await auditor.send('get', `/v1/access-log?limit=2&kind=refused&cursor=${next}`)).body.code).toBe(
      'request.bad_cursor',
    );
    const rival = await newsroom.rival();
    const theirs = (await rival.get('/access-log?limit=200')).items;
    expect(theirs.every((entry: Body) => entry.member === rival.member)).toBe(true);
  });

  it('keeps waiting what cannot be written, and loses nothing of it', async () => {
    const gone = await newsroom.hire('Gone', 'reviewer');
    const id = await keyOf(gone);
    await entries();
    await newsroom.on.asOwner(`alter table access_log add constraint closed check (code <> 'access.denied') not valid`);
    await gone.send('post', '/v1/members', {});
    await newsroom.app.get(AccessLog).flush();
    await gone.send('post', '/v1/members', {});
    await newsroom.on.asOwner(`alter table access_log drop constraint closed`);
    const rows = await entries(`&key=${id}&code=access.denied`);
    expect(rows.reduce((sum, row) => sum + row.times, 0)).toBe(2);
  });

  it('leaves one digest of each day in the ledger, also when it is asked for twice at once', async () => {
    const digest = newsroom.app.get(DigestAccess);
    await entries();
    const moved = await newsroom.on.asOwner(
      `update access_log set at = '2026-01-15T10:00:00Z' where organization_id = $1 and kind = 'refused' returning id`,
      [organization],
    );
    const both = await Promise.all([digest.run(organization, '2026-01-15'), digest.run(organization, '2026-01-15')]);
    expect(both.filter((one) => one !== undefined).length).toBe(1);
    expect(await digest.run(organization, '2026-01-15')).toBeUndefined();
    const rows = (await entries('&kind=refused')).filter(({ at }) => at === '2026-01-15T10:00:00.000Z');
    const lines = rows.reverse().map((row) => `${canonicalJson(row)}\n`);
    const [told] = (await admin.get('/access-log/digests')).items;
    expect([told.day, told.rows, told.signIns, told.refusals]).toEqual([
      '2026-01-15',
      moved.length,
      0,
      rows.reduce((sum, row) => sum + row.times, 0),
    ]);
    expect(told.sha256).toBe(createHash('sha256').update(lines.join('')).digest('hex'));
    const events = await newsroom.on.asOwner(
      `select 1 from event where convert_from(bytes, 'UTF8')::json ->> 'type' = 'access.digested'`,
    );
    expect(events.length).toBe(1);
    await expect(digest.run(organization, '2999-01-01')).rejects.toMatchObject({
      refusal: { code: 'request.invalid' },
    });
  });

  it('is digested and taken away by jobs that the first entry of a day puts down', async () => {
    const jobs = newsroom.app.get(JobRunner);
    const { log, config } = newsroom.app.get(RuntimeSettings);
    const due = await newsroom.on.asOwner<{ kind: string; at: string; today: string }>(
      `select kind, subject_id::text as subject, to_char(due_at at time zone 'UTC', 'HH24:MI') as at from work_due
        where organization_id = $1 and kind = 'access-digest'`,
      [organization],
    );
    expect(due.map(({ at }) => at)).toEqual(['00:10']);
    const keptDays = await newsroom.on.asOwner<{ days: number }>(
      `select round(extract(epoch from due_at - now()) / 86400)::int as days from work_due
        where organization_id = $1 and kind = 'access-prune'`,
      [organization],
    );
    expect(keptDays.map(({ days }) => days)).toEqual([config.accessLogDays]);
    await newsroom.on.asOwner(`update work_due set due_at = now() where kind = 'access-prune'`);
    const before = await entries();
    expect(await jobs.next(newsroom.app.get(PruneAccessJob), log)).toBe(true);
    const after = await entries();
    expect(after.some(({ at }) => at.startsWith('2026-01-15'))).toBe(false);
    expect(
      before.filter(({ at }) => !at.startsWith('2026-01-15')).every(({ id }) => after.some((one) => one.id === id)),
    ).toBe(true);
    // Of a day that was digested already nothing is said again.
    await newsroom.app.get(WorkStore).putOnce(
      {
        query: (text, values) => newsroom.database.connections.read(organization, text, values),
        batch: () => Promise.reject(new Error('unused')),
      },
      'access-digest',
      organization,
      '00000000-0000-0000-0000-000020260115',
      '2026-01-16T00:10:00Z',
    );
    expect(await jobs.next(newsroom.app.get(DigestAccessJob), log)).toBe(true);
    expect((await admin.get('/access-log/digests')).items.length).toBe(1);
  });
});
