import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';

describe('keys', () => {
  let newsroom: Newsroom;
  let admin: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    admin = newsroom.admin;
  });
  afterAll(() => newsroom?.close());

  const status = async (key: string): Promise<number> => (await newsroom.caller(key).send('get', '/v1/me')).status;
  const keyOf = async (caller: Caller): Promise<string> => (await caller.get('/me')).key;

  it("are listed without their secrets: one's own, and to an administrator all", async () => {
    const rosa = await newsroom.hire('Rosa', 'researcher');
    const cms = await admin.post('/api-keys', { name: 'CMS' });
    const own = await rosa.get('/api-keys');
    expect(own.items.map((one: Body) => [one.id, one.member, one.kind])).toEqual([
      [await keyOf(rosa), rosa.member, 'member'],
    ]);
    const all = await admin.get('/api-keys?limit=200');
    expect(all.items.map((one: Body) => one.id)).toEqual(expect.arrayContaining([cms.apiKey.id, await keyOf(rosa)]));
    expect(JSON.stringify(all)).not.toMatch(/cd_/);
    expect((await rosa.send('get', `/v1/api-keys/${cms.apiKey.id}`)).status).toBe(404);
    expect((await newsroom.caller(cms.key).get(`/api-keys/${cms.apiKey.id}`)).name).toBe('CMS');
  });

  it('are replaced: the new one is shown once, the old one works on for its grace and no longer', async () => {
    const { key, apiKey } = await admin.post('/api-keys', { name: 'Feed', expiresAt: '2035-01-01T00:00:00Z' });
    const rotated = await admin.post(`/api-keys/${apiKey.id}/rotate`);
    expect([rotated.apiKey.replaces, rotated.apiKey.expiresAt]).toEqual([apiKey.id, '2035-01-01T00:00:00.000Z']);
    expect([await status(key), await status(rotated.key)]).toEqual([200, 200]);
    await newsroom.on.asOwner(`update api_key set expires_at = now() - interval '1 second' where id = $1`, [apiKey.id]);
    expect([await status(key), await status(rotated.key)]).toEqual([401, 200]);
    expect(await admin.refused(`/api-keys/${apiKey.id}/rotate`)).toBe('409 key.not_active');
    const again = await newsroom.caller(rotated.key).post(`/api-keys/${rotated.apiKey.id}/rotate`, { graceHours: 0 });
    expect([await status(rotated.key), await status(again.key)]).toEqual([401, 200]);
    expect(await admin.refused(`/api-keys/${again.apiKey.id}/rotate`, { graceHours: 169 })).toBe('422 request.invalid');
  });

  it('of a person are replaced by that person alone', async () => {
    const rosa = await newsroom.hire('Rita', 'researcher');
    const ravi = await newsroom.hire('Ravi', 'reviewer');
    const id = await keyOf(rosa);
    expect(await admin.refused(`/api-keys/${id}/rotate`)).toBe('403 key.not_yours');
    expect(await ravi.refused(`/api-keys/${id}/rotate`)).toBe('404 not_found');
    const { key } = await rosa.post(`/api-keys/${id}/rotate`, { graceHours: 0 });
    expect((await newsroom.caller(key).get('/me')).member).toBe(rosa.member);
  });

  it('are revoked at once, by their owner or an administrator', async () => {
    const rosa = await newsroom.hire('Rhea', 'researcher');
    const id = await keyOf(rosa);
    const { key } = await rosa.post(`/api-keys/${id}/rotate`);
    const spare = newsroom.caller(key);
    expect(await (await newsroom.hire('Remy', 'reviewer')).refused(`/api-keys/${id}/revoke`)).toBe('404 not_found');
    expect((await spare.post(`/api-keys/${id}/revoke`)).revokedAt).not.toBeNull();
    expect(await status(rosa.key as string)).toBe(401);
    expect(await spare.refused(`/api-keys/${id}/revoke`)).toBe('409 key.not_active');
    await admin.post(`/api-keys/${await keyOf(spare)}/revoke`);
    expect(await status(key)).toBe(401);
  });

  it('of another newsroom are not there', async () => {
    const rival = await newsroom.rival();
    const { apiKey } = await admin.post('/api-keys', { name: 'Foreign' });
    expect(await rival.refused(`/api-keys/${apiKey.id}/revoke`)).toBe('404 not_found');
    expect(await rival.refused(`/api-keys/${apiKey.id}/rotate`)).toBe('404 not_found');
    expect((await rival.send('get', `/v1/api-keys/${apiKey.id}`)).status).toBe(404);
  });
});
