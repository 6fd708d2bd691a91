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

  it('of one person are as many as they like, and none reaches further than the one that made it', async () => {
    const edna = await newsroom.hire('Edna', 'editor', 'researcher');
    const narrow = await edna.post('/me/api-keys', { name: 'Script', scopes: ['read', 'administration'] });
    const script = newsroom.caller(narrow.key);
    const told = await script.get('/me');
    expect([told.scopes, told.period, told.member]).toEqual([['read', 'administration'], null, edna.member]);
    expect(told.may).toContain('desk.read');
    expect(told.may).not.toContain('claim.accept');
    expect((await edna.get('/me')).may).toContain('claim.accept');
    await script.get('/claims');
    expect(await script.refused('/claims', {})).toBe('403 access.out_of_scope');
    expect(await script.refused('/me/api-keys', { name: 'Wider', scopes: ['read', 'claims'] })).toBe('403 key.wider');
    const like = await script.post('/me/api-keys', { name: 'The same' });
    expect(like.apiKey.scopes).toEqual(['read', 'administration']);
    expect(await script.refused(`/api-keys/${await keyOf(edna)}/rotate`)).toBe('403 access.out_of_scope');
    await script.post(`/api-keys/${narrow.apiKey.id}/rotate`, { graceHours: 0 });
    const reader = newsroom.caller((await edna.post('/me/api-keys', { name: 'Reader', scopes: ['read'] })).key);
    expect(await reader.refused('/me/api-keys', { name: 'x' })).toBe('403 access.out_of_scope');
    expect(await reader.refused(`/api-keys/${await keyOf(edna)}/revoke`)).toBe('403 access.out_of_scope');
    await reader.post(`/api-keys/${await keyOf(reader)}/revoke`);
    expect(await status(reader.key as string)).toBe(401);
  });

  it('that expire make none that outlives them, and none is made for the past', async () => {
    const rosa = await newsroom.hire('Roxane', 'researcher');
    const short = await rosa.post('/me/api-keys', { name: 'Short', expiresAt: '2030-01-01T00:00:00Z' });
    const by = newsroom.caller(short.key);
    const [endless, longer] = [
      await by.post('/me/api-keys', { name: 'Endless' }),
      await by.post('/me/api-keys', { name: 'Longer', expiresAt: '2040-01-01T00:00:00Z' }),
    ];
    expect([endless, longer].map(({ apiKey }) => apiKey.expiresAt)).toEqual(Array(2).fill('2030-01-01T00:00:00.000Z'));
    const successor = await by.post(`/api-keys/${await keyOf(rosa)}/rotate`);
    expect(successor.apiKey.expiresAt).toBe('2030-01-01T00:00:00.000Z');
    for (const [caller, path] of [
      [rosa, '/me/api-keys'],
      [admin, '/api-keys'],
    ] as const)
      expect(await caller.refused(path, { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).toBe('422 key.expiry_past');
  });

  it('of machines are narrowed alike', async () => {
    const { key } = await admin.post('/api-keys', { name: 'Site', scopes: ['read'] });
    const site = newsroom.caller(key);
    await site.get('/claims');
    expect(await site.refused('/claims', {})).toBe('403 access.out_of_scope');
    expect(await admin.refused('/api-keys', { name: 'x', scopes: ['everything'] })).toBe('422 request.invalid');
    expect(await site.refused('/me/api-keys', { name: 'x' })).toBe('403 access.person_needed');
  });

  it('of another newsroom are not there', async () => {
    const rival = await newsroom.rival();
    const { apiKey } = await admin.post('/api-keys', { name: 'Foreign' });
    expect(await rival.refused(`/api-keys/${apiKey.id}/revoke`)).toBe('404 not_found');
    expect(await rival.refused(`/api-keys/${apiKey.id}/rotate`)).toBe('404 not_found');
    expect((await rival.send('get', `/v1/api-keys/${apiKey.id}`)).status).toBe(404);
  });
});
