import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { madeReport } from '../support/reports.js';
import { claimBody, type Desk, staffed } from '../support/story.js';

describe("an assessor's key", () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let [before, during, after, both]: Body[] = [];
  let period: { from: string; until: string };
  let assessor: Caller;

  /** The time of the last entry, once everything has one and a checkpoint vouches for it: the next entry is later. */
  const now = async (): Promise<string> => {
    const row = await eventually('the log is complete', async () => {
      const [one] = await newsroom.on.asOwner<{ pending: boolean; signed: boolean; at: string; later: boolean }>(
        `select exists (select from event_pending) as pending, instant(max(sequenced_at)) as at,
                (select bool_and(exists (select from checkpoint c where c.organization_id = h.organization_id and c.size = h.size)) from ledger_head h) as signed,
                now() > max(sequenced_at) + interval '5 milliseconds' as later from ledger_entry`,
      );
      return one && !one.pending && one.signed && one.later && one;
    });
    return row.at;
  };
  const submitted = (statement: string): Promise<Body> =>
    desk.researcher.post('/claims', claimBody(desk.article.id, { statement }));
  const invite = async (name: string): Promise<Caller> => {
    const key = { period, expiresAt: '2035-01-01T00:00:00Z' };
    const { invitation } = await newsroom.admin.post('/members', { name, roles: ['auditor'], key });
    return newsroom.caller((await newsroom.nobody.post('/invitations/redeem', { invitation })).key);
  };

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    before = await submitted('Before the period.');
    both = await submitted('Before and in the period.');
    await desk.researcher.post(`/claims/${both.id}/comments`, { text: 'Before the period.' });
    const from = await now();
    during = await submitted('In the period.');
    await desk.editor.post(`/claims/${both.id}/accept`, { reason: 'reach' });
    await desk.researcher.post(`/claims/${both.id}/comments`, { text: 'In the period.' });
    const until = await now();
    after = await submitted('After the period.');
    await desk.editor.post(`/claims/${during.id}/accept`, { reason: 'reach' });
    await desk.editor.post(`/claims/${both.id}/assign`, { member: desk.researcher.member });
    await now();
    period = { from, until };
    assessor = await invite('Asta Assessor');
  });
  afterAll(() => newsroom?.close());

  it('says what it is for', async () => {
    const me = await assessor.get('/me');
    expect([me.roles, me.period]).toEqual([['auditor'], period]);
    expect(me.may.sort()).toEqual([
      'history.read',
      'key.revoke',
      'key.rotate',
      'ledger.read',
      'organization.read',
      'report.read',
      'report.request',
      'self.read',
      'transparency.read',
    ]);
  });

  it('opens no list, no claim, no bundle and no member', async () => {
    for (const path of ['/claims', `/claims/${during.id}`, '/members', '/api-keys', '/sources', '/articles'])
      expect([path, (await assessor.send('get', `/v1${path}`)).body.code]).toEqual([path, 'access.out_of_scope']);
    expect(await assessor.refused('/reports', { kind: 'audit-bundle' })).toBe('403 access.out_of_scope');
    expect(await assessor.refused('/me/api-keys', { name: 'Wider' })).toBe('403 access.out_of_scope');
  });

  it('tells of histories what happened in its period, and of nothing else', async () => {
    const types = async (claim: Body): Promise<string[]> =>
      (await assessor.get(`/claims/${claim.id}/history`)).items.map((item: Body) => item.type);
    expect(await types(during)).toEqual(['claim.submitted']);
    expect(await types(both)).toEqual(['comment.added', 'claim.accepted']);
    for (const claim of [before, after])
      expect((await assessor.send('get', `/v1/claims/${claim.id}/history`)).body.code).toBe('not_found');
    expect((await assessor.get(`/claims/${both.id}/history?before=999999`)).items.length).toBe(2);
  });

  it('gets a register as the desk stood at the end of its period, of what happened in it', async () => {
    const { id } = await assessor.post('/reports', { kind: 'claims-register' });
    const report = await eventually('the report is made', async () => {
      const one = await assessor.get(`/reports/${id}`);
      return one.status === 'done' && one;
    });
    expect(report.parameters).toEqual({ period });
    const csv = await assessor.get(`/reports/${id}/content`);
    const rows = csv.trim().split('\r\n').slice(1);
    expect(rows.filter((row: string) => row.includes(during.id))[0]).toContain(',submitted,');
    expect(rows.filter((row: string) => row.includes(both.id))[0]).toContain(',accepted,');
    expect(rows.length).toBe(2);
    const beyond = { kind: 'claims-register', checkpoint: report.checkpointSize + 1 };
    expect(await assessor.refused('/reports', beyond)).toBe('409 report.nothing_signed');
  });

  it('gets dossiers of claims that its period tells of, without names and older talk, and the figures of its period', async () => {
    const made = async (request: object): Promise<Body> =>
      JSON.parse((await madeReport(newsroom, assessor, { ...request, format: 'json' })).bytes.toString('utf8'));
    const told = await made({ kind: 'dossier', claim: both.id });
    expect(told).toMatchObject({
      audience: 'assessor',
      period,
      claim: { status: 'accepted' },
      comments: [{ text: 'In the period.' }],
    });
    expect(told.history.map(({ type }: Body) => type)).toEqual(['claim.accepted', 'comment.added']);
    expect(JSON.stringify(told)).not.toMatch(/Rosa|Edna|Before the period\./);
    for (const claim of [before, after])
      expect(await assessor.refused('/reports', { kind: 'dossier', claim: claim.id })).toBe('404 not_found');
    expect((await made({ kind: 'transparency' })).claims).toMatchObject({ submitted: 1, accepted: 1 });
    const wider = { from: '2020-01-01T00:00:00Z', until: period.until };
    expect(await assessor.refused('/reports', { kind: 'transparency', period: wider })).toBe('422 request.invalid');
  });

  it('sees no report but its own', async () => {
    const { id } = await desk.editor.post('/reports', { kind: 'claims-register' });
    for (const path of [`/reports/${id}`, `/reports/${id}/content`])
      expect([path, (await assessor.send('get', `/v1${path}`)).status]).toEqual([path, 404]);
    const other = await invite('Aron Assessor');
    expect((await other.get('/reports')).items).toEqual([]);
    const listed = (await assessor.get('/reports')).items.map((item: Body) => item.parameters);
    expect(new Set(listed.map((one: Body) => JSON.stringify(one.period)))).toEqual(new Set([JSON.stringify(period)]));
  });

  it('is for an auditor, and ends', async () => {
    const asked = (roles: string[], key: object): Promise<string> =>
      newsroom.admin.refused('/members', { name: 'Nobody', roles, key });
    const expiresAt = '2035-01-01T00:00:00Z';
    expect(await asked(['auditor', 'editor'], { period, expiresAt })).toBe('422 key.period_unfit');
    expect(await asked(['auditor'], { period })).toBe('422 key.period_unfit');
    const backwards = { from: period.until, until: period.from };
    expect(await asked(['auditor'], { period: backwards, expiresAt })).toBe('422 request.invalid');
    const me = await assessor.get('/me');
    const { key, apiKey } = await assessor.post(`/api-keys/${me.key}/rotate`, { graceHours: 0 });
    expect([apiKey.period, apiKey.expiresAt]).toEqual([period, '2035-01-01T00:00:00.000Z']);
    assessor = newsroom.caller(key);
    expect((await assessor.get('/me')).period).toEqual(period);
  });
});
