import { type Answer, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { hireInto } from '../support/hire-into.js';
import { claimInChecking, staffed } from '../support/story.js';

describe('members', () => {
  let newsroom: Newsroom;
  let admin: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom({}, false);
    admin = newsroom.admin;
  });
  afterAll(() => newsroom?.close());

  const versionOf = async (member: string): Promise<number> => (await admin.get(`/members/${member}`)).version;
  const give = async (by: Caller, member: string, roles: string[]): Promise<Answer> =>
    by.send('patch', `/v1/members/${member}`, { roles }, { 'if-match': `"${await versionOf(member)}"` });

  it('get other roles that hold from their next request on, in both directions', async () => {
    const una = await newsroom.hire('Una Up', 'researcher');
    expect(await una.refused('/members', { name: 'X', roles: ['auditor'] })).toBe('403 access.denied');
    expect((await give(admin, una.member, ['editor', 'admin'])).body.roles).toEqual(['editor', 'admin']);
    expect((await una.get('/me')).roles).toEqual(['editor', 'admin']);
    await una.post('/members', { name: 'Xaver', roles: ['auditor'] });
    await give(admin, una.member, ['auditor']);
    expect(await una.refused('/members', { name: 'Y', roles: ['auditor'] })).toBe('403 access.denied');
  });

  it('are changed only by who saw the current version, never by themselves, and keep names apart', async () => {
    const una = await newsroom.hire('Uri Unchanged', 'admin', 'researcher');
    const path = `/v1/members/${una.member}`;
    expect((await admin.send('patch', path, { roles: ['editor'] })).body.code).toBe('request.if_match_required');
    expect((await admin.send('patch', path, { roles: ['editor'] }, { 'if-match': '"1"' })).body.code).toBe(
      'request.stale',
    );
    expect((await give(una, una.member, ['admin', 'editor'])).body.code).toBe('member.own_roles');
    const renamed = await una.patch(`/members/${una.member}`, 2, { name: 'Uri Renamed', email: 'u@example.org' });
    expect([renamed.name, renamed.email]).toEqual(['Uri Renamed', 'u@example.org']);
    const folded = await admin.send('patch', path, { name: 'ada ADMIN' }, { 'if-match': '"3"' });
    expect(folded.body.code).toBe('member.name_taken');
    const taken = await admin.send('patch', path, { name: 'Ada Admin' }, { 'if-match': '"3"' });
    expect(taken.body.code).toBe('member.name_taken');
    expect((await give(await newsroom.hire('Rita', 'researcher'), una.member, ['editor'])).status).toBe(403);
  });

  it('show their address to administrators and themselves, and nobody else', async () => {
    const sam = await admin.post('/members', { name: 'Sam Shy', email: 's@example.org', roles: ['auditor'] });
    const colleague = await newsroom.hire('Col League', 'researcher');
    const seen = await Promise.all([admin, colleague].map((one) => one.get(`/members/${sam.id}`)));
    expect(seen.map(({ email }) => email)).toEqual(['s@example.org', null]);
  });

  it('when suspended are out at once with every key, and in again with them when reinstated', async () => {
    const sid = await newsroom.hire('Sid Suspended', 'researcher');
    const colleague = await newsroom.hire('Cora Colleague', 'reviewer');
    const suspended = await admin.post(`/members/${sid.member}/suspend`, { reason: 'Left.' });
    expect([suspended.status, suspended.statusReason]).toEqual(['suspended', 'Left.']);
    const unknown = await newsroom.caller(`${sid.key?.slice(0, -1)}`).send('get', '/v1/me');
    const out = await sid.send('get', '/v1/me');
    expect([out.status, out.body.code]).toEqual([unknown.status, unknown.body.code]);
    expect((await colleague.get(`/members/${sid.member}`)).statusReason).toBeNull();
    expect(await admin.refused(`/members/${sid.member}/suspend`, { reason: 'x' })).toBe('409 member.wrong_state');
    expect(await admin.refused(`/members/${sid.member}/invite`)).toBe('409 member.wrong_state');
    expect((await admin.post(`/members/${sid.member}/reinstate`, { reason: 'Came back.' })).status).toBe('active');
    expect((await sid.get('/me')).member).toBe(sid.member);
    expect(await admin.refused(`/members/${sid.member}/reinstate`, { reason: 'x' })).toBe('409 member.wrong_state');
    expect(await admin.refused(`/members/${sid.member}/suspend`, {})).toBe('422 request.invalid');
  });

  it('do not come back with an address that is taken by now', async () => {
    const email = 'desk@example.org';
    const old = await admin.post('/members', { name: 'Olaf Old', email, roles: ['auditor'] });
    await admin.post(`/members/${old.id}/suspend`, { reason: 'Left.' });
    const one = await admin.post('/members', { name: 'Nina New', email, roles: ['auditor'] });
    expect(await admin.refused(`/members/${old.id}/reinstate`, { reason: 'Back.' })).toBe('409 member.email_taken');
    await admin.patch(`/members/${one.id}`, 1, { email: null });
    expect((await admin.post(`/members/${old.id}/reinstate`, { reason: 'Back.' })).email).toBe(email);
    const again = await admin.send(
      'patch',
      `/v1/members/${one.id}`,
      { email: 'DESK@example.org' },
      { 'if-match': '"2"' },
    );
    expect(again.body.code).toBe('member.email_taken');
  });

  it('leave what is assigned to them where it is', async () => {
    const desk = await staffed(newsroom);
    const claim = await claimInChecking(desk);
    await admin.post(`/members/${desk.researcher.member}/suspend`, { reason: 'Ill.' });
    expect((await desk.editor.get(`/claims/${claim.id}`)).assignee).toBe(desk.researcher.member);
    expect(await desk.editor.refused(`/claims/${claim.id}/assign`, { member: desk.researcher.member })).toBe(
      '404 not_found',
    );
  });

  it('are invited again: the lost invitation works no more, and whoever lost a key gets another', async () => {
    const { id, invitation: lost } = await admin.post('/members', { name: 'Lou Lost', roles: ['auditor'] });
    const { invitation } = await admin.post(`/members/${id}/invite`);
    expect(await newsroom.nobody.refused('/invitations/redeem', { invitation: lost })).toBe('422 invitation.invalid');
    const { key } = await newsroom.nobody.post('/invitations/redeem', { invitation });
    const again = await admin.post(`/members/${id}/invite`);
    const { key: second } = await newsroom.nobody.post('/invitations/redeem', { invitation: again.invitation });
    expect((await newsroom.caller(second).get('/me')).member).toBe(id);
    expect((await newsroom.caller(key).get('/me')).member).toBe(id);
  });

  it('who were invited and suspended before they came are invited again when reinstated', async () => {
    const { id, invitation } = await admin.post('/members', { name: 'Nora Never', roles: ['auditor'] });
    await admin.post(`/members/${id}/suspend`, { reason: 'A mistake.' });
    expect((await admin.post(`/members/${id}/reinstate`, { reason: 'No mistake.' })).status).toBe('invited');
    expect(await newsroom.nobody.refused('/invitations/redeem', { invitation })).toBe('422 invitation.invalid');
  });

  it('always have an administrator among them, whatever two of those do to each other at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const ada = await newsroom.rival();
      expect(await ada.refused(`/members/${ada.member}/suspend`, { reason: 'Leaving.' })).toBe('409 member.last_admin');
      const bob = await hireInto(newsroom, ada, 'Bob', 'admin');
      const suspend = (by: Caller, whom: Caller): Promise<Answer> =>
        by.send('post', `/v1/members/${whom.member}/suspend`, { reason: 'Out.' });
      const demote = (by: Caller, whom: Caller): Promise<Answer> =>
        by.send('patch', `/v1/members/${whom.member}`, { roles: ['editor'] }, { 'if-match': '"2"' });
      const races = [
        () => [suspend(ada, ada), suspend(bob, bob)],
        () => [suspend(ada, bob), suspend(bob, ada)],
        () => [demote(ada, bob), demote(bob, ada)],
        () => [suspend(ada, bob), demote(bob, ada)],
        () => [suspend(ada, ada), demote(ada, bob)],
      ];
      const answers = await Promise.all(races[round % races.length]?.() ?? []);
      expect([round, answers.filter(({ status }) => status === 200).length]).toEqual([round, 1]);
      const [{ n } = { n: 0 }] = await newsroom.on.asOwner<{ n: number }>(
        `select count(*)::int as n from member where status = 'active' and 'admin' = any(roles)
          and organization_id = (select organization_id from member where id = $1)`,
        [ada.member],
      );
      expect([round, n]).toEqual([round, 1]);
    }
  });

  it('of another newsroom are not there', async () => {
    const rival = await newsroom.rival();
    const una = await newsroom.hire('Fay Foreign', 'researcher');
    for (const step of ['suspend', 'reinstate', 'invite'])
      expect(await rival.refused(`/members/${una.member}/${step}`, step === 'invite' ? {} : { reason: 'x' })).toBe(
        '404 not_found',
      );
  });
});
