import { DigestAccess } from '#libs/identity';
import { RuntimeSettings } from '#libs/runtime';
import { unknownKey } from '../../support/newsroom.js';
import { none, verdictInReview } from '../../support/story.js';
import { type Room, status } from './room.js';

/** The open doors, the newsroom, its people and their keys. */
export async function doors({ newsroom, desk, watched }: Room): Promise<void> {
  await newsroom.nobody.send('get', '/livez');
  await newsroom.nobody.send('get', '/readyz');
  const operator = watched(newsroom.caller(newsroom.app.get(RuntimeSettings).config.operatorKey ?? ''));
  const body = { name: 'Another', slug: 'another-one', admin: { name: 'Olga Other', email: 'o@other.example' } };
  const { invitation } = await operator.post('/organizations', body);
  await newsroom.nobody.post('/invitations/redeem', { invitation });
  expect(await status(newsroom.nobody, 'post', '/invitations/redeem', { invitation })).toBe(422);
  expect(await status(newsroom.nobody, 'post', '/organizations', body)).toBe(401);
  expect(await status(watched(newsroom.caller(unknownKey())), 'get', '/me')).toBe(401);
  const { version } = await newsroom.admin.get('/organization');
  const settings = { name: 'The Northwind Courier', siteName: null, baseUrl: 'https://facts.northwind.example/' };
  expect(await newsroom.admin.patch('/organization', version, settings)).toMatchObject({
    baseUrl: 'https://facts.northwind.example',
  });
  expect(await status(newsroom.admin, 'patch', '/organization', settings, { 'if-match': `"${version}"` })).toBe(412);
  await newsroom.admin.get('/me');
  const member = await newsroom.admin.post('/members', { name: 'Ines Invited', roles: ['auditor'] });
  expect(await status(newsroom.admin, 'post', '/members', { name: 'Ines Invited', roles: ['auditor'] })).toBe(409);
  await newsroom.admin.get(`/members/${member.id}`);
  const { next } = await newsroom.admin.get('/members?limit=1');
  await newsroom.admin.get(`/members?limit=1&cursor=${next}`);
  expect(await status(newsroom.admin, 'get', '/members?cursor=broken')).toBe(400);
  const { key } = await newsroom.admin.post('/api-keys', { name: 'CMS', expiresAt: '2035-01-01T00:00:00Z' });
  const machine = watched(newsroom.caller(key));
  await machine.get('/me');
  expect(await status(machine, 'post', '/api-keys', { name: 'CMS' })).toBe(403);
  await newsroom.admin.get('/organization/scales');
  expect(await status(desk.reviewer, 'post', '/organization/policy', {})).toBe(403);
}

/** Members who change, leave and come back, and their keys. */
export async function staff({ newsroom, watched }: Room): Promise<void> {
  const { admin } = newsroom;
  const { id, version } = await admin.post('/members', { name: 'Cleo Changed', roles: ['auditor'] });
  await admin.patch(`/members/${id}`, version, { roles: ['auditor', 'reviewer'], email: null });
  expect(await status(admin, 'patch', `/members/${id}`, { roles: ['auditor'] })).toBe(428);
  await admin.post(`/members/${id}/invite`);
  await admin.post(`/members/${id}/suspend`, { reason: 'A mistake.' });
  await admin.post(`/members/${id}/reinstate`, { reason: 'No mistake.' });
  expect(await status(admin, 'post', `/members/${admin.member}/suspend`, { reason: 'Leaving.' })).toBe(409);
  const { apiKey } = await admin.post('/api-keys', { name: 'Feed' });
  const rotated = await admin.post(`/api-keys/${apiKey.id}/rotate`);
  const machine = watched(newsroom.caller(rotated.key));
  await machine.get('/api-keys');
  const own = await admin.post('/me/api-keys', { name: 'Script', scopes: ['read'] });
  const script = watched(newsroom.caller(own.key));
  await script.get('/me');
  expect(await status(script, 'post', '/api-keys', { name: 'x' })).toBe(403);
  expect(await status(admin, 'post', '/me/api-keys', { name: 'x', expiresAt: '2020-01-01T00:00:00Z' })).toBe(422);
  const key = { period: { from: '2025-01-01T00:00:00Z', until: '2035-01-01T00:00:00Z' } };
  expect(await status(admin, 'post', `/members/${id}/invite`, { key })).toBe(422);
  await machine.get(`/api-keys/${rotated.apiKey.id}`);
  await admin.post(`/api-keys/${rotated.apiKey.id}/revoke`);
  expect(await status(machine, 'get', '/me')).toBe(401);
  const { slug } = await admin.get('/organization');
  await admin.post('/ledger/keys/rotate', { graceHours: 1 });
  expect(await status(admin, 'post', '/ledger/keys/rotate', {})).toBe(409);
  await newsroom.nobody.send('get', `/.well-known/claimdesk/${slug}`);
  await newsroom.nobody.send('get', '/.well-known/claimdesk/nobody-s');
  const { items, next } = await admin.get('/access-log?limit=1');
  await admin.get(`/access-log?limit=1&cursor=${next}`);
  await admin.get(`/access-log?kind=refused&code=key.invalid&limit=5`);
  expect(items.length).toBe(1);
  expect(await status(admin, 'get', '/access-log?kind=gossip')).toBe(422);
  await newsroom.app.get(DigestAccess).run((await admin.get('/me')).organization, '2025-01-01');
  await admin.get('/access-log/digests');
}

/** A ballot taken back under a quorum of two, and the rules that a newsroom gives itself. */
export async function rules({ newsroom, desk }: Room): Promise<void> {
  const { admin } = newsroom;
  await admin.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
  const { verdict } = await verdictInReview(desk);
  await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
    choice: 'approve',
    digest: verdict.digest,
    interests: none,
  });
  await desk.reviewer.post(`/verdicts/${verdict.id}/ballots/withdraw`);
  const calendar = { weekend: [5, 6], holidays: ['2025-12-25'] };
  const procedures = { urgent: { approvals: 1, hours: 12 }, refile: null };
  const weaker = { quorum: { approvals: 1, of: 1 }, procedures, deadlines: { calendar } };
  const { proposal } = await admin.post('/organization/policy', weaker);
  expect(await status(admin, 'post', `/organization/policy/${proposal.id}/confirm`, {})).toBe(403);
  await desk.editor.post(`/organization/policy/${proposal.id}/confirm`);
  expect(await status(admin, 'post', '/organization/policy', { quorum: { approvals: 1, of: 1 } })).toBe(409);
  const { verdict: hasty } = await verdictInReview(desk, { procedure: 'urgent' });
  expect(hasty.rest.status).toBe('to_come');
  const ratings = [
    { code: 'wrong', labels: { en: 'Wrong' }, value: 1 },
    { code: 'right', labels: { en: 'Right', de: 'Richtig' }, value: 2 },
    { code: 'open', labels: { en: 'Open' }, value: null },
  ];
  await admin.post('/organization/scales', { own: { code: 'ours', worst: 1, best: 2, ratings } });
  await admin.post('/organization/scales', { readyMade: 'five_point' });
  await admin.get('/organization/scales');
  await admin.get('/organization');
  await admin.get('/organization/methodology');
  await admin.put('/organization/methodology', 0, { language: 'en', text: '# We choose\n\nBy reach.' });
  const again = { language: 'en', text: '# We choose\n\nBy reach.' };
  expect(await status(admin, 'put', '/organization/methodology', again)).toBe(428);
  expect(await status(admin, 'put', '/organization/methodology', again, { 'if-match': '"1"' })).toBe(409);
  await admin.get('/organization/methodology');
  await admin.get('/organization/methodology/versions');
  await admin.get('/organization/methodology/versions/1');
  expect(await status(admin, 'get', '/organization/methodology/versions/2')).toBe(404);
}
