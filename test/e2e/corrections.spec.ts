import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed } from '../support/story.js';

describe('corrections', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let second: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    second = await newsroom.hire('Uma Uninvolved', 'editor');
  });
  afterAll(() => newsroom?.close());

  const published = async (): Promise<Body> => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    return { ...claim, verdict: verdict.id };
  };
  const decision = {
    kind: 'correction',
    major: true,
    reason: 'The record says otherwise.',
    note: 'We named the wrong day.',
    interests: none,
  };

  it('are asked for by anybody with a key, with a deadline in working days, and decided by somebody uninvolved', async () => {
    const claim = await published();
    const asked = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'The day is wrong.' });
    expect(asked).toMatchObject({ status: 'requested', claim: claim.id, verdict: claim.verdict });
    expect(asked.reference).toMatch(/^K-[0-9A-Z]{8}$/);
    expect(asked.dueOn > new Date().toISOString().slice(0, 10)).toBe(true);
    expect(await second.refused(`/corrections/${asked.id}/accept`, decision)).toBe('409 correction.wrong_state');
    expect(await second.post(`/corrections/${asked.id}/acknowledge`)).toMatchObject({ status: 'acknowledged' });
    // Edna published it.
    expect(await desk.editor.refused(`/corrections/${asked.id}/accept`, decision)).toBe(
      '403 correction.decider_involved',
    );
    expect(await second.refused(`/corrections/${asked.id}/accept`, { ...decision, interests: undefined })).toBe(
      '422 interests.undeclared',
    );
    expect(await second.post(`/corrections/${asked.id}/accept`, decision)).toMatchObject({
      status: 'accepted',
      kind: 'correction',
      major: true,
    });
    const other = await desk.reviewer.post(`/claims/${claim.id}/corrections`, { request: 'And another thing.' });
    await second.post(`/corrections/${other.id}/acknowledge`);
    expect(await second.refused(`/corrections/${other.id}/accept`, decision)).toBe('409 correction.another_accepted');
  });

  it('that are rejected name the way to complain, and are appealed once, before somebody else', async () => {
    const claim = await published();
    const asked = await desk.researcher.post(`/claims/${claim.id}/corrections`, { request: 'No.' });
    await second.post(`/corrections/${asked.id}/acknowledge`);
    const rejected = await second.post(`/corrections/${asked.id}/reject`, { reason: 'It stands.', interests: none });
    expect(rejected).toMatchObject({
      status: 'rejected',
      complaintRoute: { complaints: expect.stringContaining('IFCN') },
    });
    expect(await desk.reviewer.refused(`/corrections/${asked.id}/appeal`, { reason: 'x' })).toBe('403 access.denied');
    await desk.researcher.post(`/corrections/${asked.id}/appeal`, { reason: 'Look again.' });
    expect(await second.refused(`/corrections/${asked.id}/reject`, { reason: 'Again no.', interests: none })).toBe(
      '403 correction.decider_involved',
    );
    const auditor = await newsroom.hire('Aud Auditor', 'auditor');
    const hers = await auditor.post(`/claims/${claim.id}/corrections`, { request: 'Nor is this.' });
    await second.post(`/corrections/${hers.id}/acknowledge`);
    await second.post(`/corrections/${hers.id}/reject`, { reason: 'It stands.', interests: none });
    expect(await auditor.post(`/corrections/${hers.id}/appeal`, { reason: 'Look.' })).toMatchObject({
      status: 'appealed',
    });
    const third = await newsroom.hire('Theo Third', 'editor');
    expect(
      await third.post(`/corrections/${asked.id}/reject`, { reason: 'It stands.', interests: none }),
    ).toMatchObject({ status: 'rejected_finally' });
    expect(await desk.researcher.refused(`/corrections/${asked.id}/appeal`, { reason: 'Once more.' })).toBe(
      '409 correction.wrong_state',
    );
  });

  it('are not asked for where nothing is published', async () => {
    const { claim } = await approvedVerdict(desk);
    expect(await desk.researcher.refused(`/claims/${claim.id}/corrections`, { request: 'x' })).toBe(
      '409 correction.nothing_published',
    );
  });

  it('come from readers without a key into an erasable inbox, and go on as any other', async () => {
    const claim = await published();
    const { slug } = await newsroom.admin.get('/organization');
    const sent = {
      about: 'the check on the administration',
      request: 'The day in it is wrong.',
      requester: { name: 'Reader Canary', contact: 'reader@canary.example' },
    };
    const answer = await newsroom.nobody.send('post', `/p/${slug}/corrections`, sent);
    expect(answer.status).toBe(201);
    const status = (path = answer.body.status) => newsroom.nobody.send('get', path);
    expect((await newsroom.nobody.send('post', '/p/no-such-newsroom/corrections', sent)).status).toBe(404);
    expect((await status()).body).toMatchObject({ reference: answer.body.reference, status: 'received' });
    expect((await status(answer.body.status.replace(/.$/, (last: string) => (last === 'x' ? 'y' : 'x')))).status).toBe(
      404,
    );
    const [waiting] = (await desk.editor.get('/correction-inbox')).items;
    expect(waiting).toMatchObject({ reference: answer.body.reference, requester: sent.requester });
    expect((await desk.reviewer.send('get', '/v1/correction-inbox')).status).toBe(403);
    const correction = await desk.editor.post(`/correction-inbox/${waiting.id}/take`, { claim: claim.id });
    expect(correction).toMatchObject({ status: 'acknowledged', fromPublic: true, reference: answer.body.reference });
    expect(await desk.editor.refused(`/correction-inbox/${waiting.id}/take`, { claim: claim.id })).toBe(
      '409 correction.taken_in',
    );
    expect((await status()).body).toMatchObject({ status: 'acknowledged', dueOn: correction.dueOn });
    const leaks = await newsroom.on.asOwner(
      `select 1 from event where position(convert_to('Canary', 'UTF8') in bytes) > 0 or position(convert_to('canary', 'UTF8') in bytes) > 0`,
    );
    expect(leaks).toEqual([]);
    const [sealed] = await newsroom.on.asOwner<{ sealed: string }>(
      `select encode(sealed_requester, 'escape') as sealed from correction_inbox`,
    );
    expect(sealed?.sealed).not.toContain('anary');
  });

  it('from readers can be discarded without a trace, and a flood is stopped', async () => {
    const { slug } = await newsroom.admin.get('/organization');
    const send = () =>
      newsroom.nobody.send('post', `/p/${slug}/corrections`, { about: 'x', request: 'Buy my pills, please.' });
    await send();
    const [waiting] = (await desk.editor.get('/correction-inbox')).items;
    expect(await desk.editor.post(`/correction-inbox/${waiting.id}/discard`)).toEqual({ discarded: waiting.id });
    const answers = await Promise.all(Array.from({ length: 12 }, send));
    const refused = answers.filter((one) => one.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body.code).toBe('request.too_many');
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('are not decided by whoever has an interest, and the interest stands', async () => {
    const claim = await published();
    const interests = { declared: 'one', description: 'I own the outlet.' };
    const [third, fourth] = [
      await newsroom.hire('Tilda Third', 'editor'),
      await newsroom.hire('Finn Fourth', 'editor'),
    ];
    const asked = await desk.researcher.post(`/claims/${claim.id}/corrections`, { request: 'Wrong.' });
    await second.post(`/corrections/${asked.id}/acknowledge`);
    expect(await third.refused(`/corrections/${asked.id}/accept`, { ...decision, interests })).toBe(
      '403 interests.conflict',
    );
    expect(await third.refused(`/corrections/${asked.id}/accept`, decision)).toBe('409 interests.standing');
    expect(await fourth.refused(`/corrections/${asked.id}/reject`, { reason: 'No.', interests })).toBe(
      '403 interests.conflict',
    );
    expect(await fourth.refused(`/corrections/${asked.id}/reject`, { reason: 'No.' })).toBe('403 interests.conflict');
    // Refused because they published it: what they said of themselves on the way stands, too.
    expect(await desk.editor.refused(`/corrections/${asked.id}/reject`, { reason: 'No.', interests })).toMatch(
      '403 correction.',
    );
    expect(await desk.editor.refused(`/claims/${claim.id}/interests`, none)).toBe('409 interests.standing');
  });

  it('that are late surface', async () => {
    const claim = await published();
    const asked = await desk.researcher.post(`/claims/${claim.id}/corrections`, { request: 'Late.' });
    await newsroom.on.asOwner(`update correction set due_on = current_date - 1 where id = $1`, [asked.id]);
    expect((await desk.editor.get('/corrections?overdue=true')).items.map((one: Body) => one.id)).toEqual([asked.id]);
  });
});
