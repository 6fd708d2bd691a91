import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { Receiver } from '../support/receiver.js';
import { approvedVerdict, claimBody, claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

const letter = 'A letter from their lawyers came in.';

describe('what stops a claim', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let second: Caller;
  let receiver: Receiver;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    second = await newsroom.hire('Emil Editor', 'editor');
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await newsroom?.close();
    await receiver?.stop();
  });

  const hold = (claim: string): Promise<Body> =>
    desk.editor.post(`/claims/${claim}/hold`, { kind: 'legal', reason: letter });
  const publish = (verdict: Body): Promise<Body> =>
    desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });

  it('a held claim is not published, scheduled, merged in either direction nor withdrawn, until another editor releases it', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    const other = await desk.researcher.post('/claims', claimBody(desk.article.id));
    const path = `/claims/${claim.id}`;
    expect(await desk.researcher.refused(`${path}/hold`, { kind: 'legal', reason: letter })).toBe('403 access.denied');
    expect(await desk.editor.refused(`${path}/release`, { reason: 'x' })).toBe('409 claim.not_held');
    expect(await hold(claim.id)).toMatchObject({ hold: { kind: 'legal', reason: letter, by: desk.editor.member } });
    expect(await second.refused(`${path}/hold`, { kind: 'security', reason: 'x' })).toBe('409 claim.held');
    const at = new Date(Date.now() + 3_600_000).toISOString();
    for (const [what, body] of [
      [`/verdicts/${verdict.id}/publish`, { interests: none }],
      [`/verdicts/${verdict.id}/schedule`, { at, interests: none }],
      [`${path}/merge`, { into: other.id }],
      [`/claims/${other.id}/merge`, { into: claim.id }],
      [`${path}/withdraw`, { reason: 'x' }],
    ] as const)
      expect([what, await desk.editor.refused(what, body)]).toEqual([what, '409 claim.held']);
    expect(await desk.editor.refused(`${path}/release`, { reason: 'x' })).toBe('403 claim.hold_second_person');
    expect(await second.post(`${path}/release`, { reason: 'Settled.' })).toMatchObject({ hold: null });
    expect(await publish(verdict)).toMatchObject({ status: 'published' });
  });

  it('everybody on the desk sees that a claim is on hold, editors alone read why, now and in the past', async () => {
    const claim = await claimInChecking(desk);
    await hold(claim.id);
    await eventually('the log has it', async () => {
      const { items } = await desk.editor.get(`/claims/${claim.id}/history`);
      return items[0]?.type === 'claim.held';
    });
    const auditor = await newsroom.hire('Aud Auditor', 'auditor');
    const machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'CMS' })).key);
    const asked = [
      `/claims/${claim.id}`,
      `/claims/${claim.id}?include=utterances,duplicates`,
      '/claims?limit=1',
      `/claims/${claim.id}?asOf=2999-01-01T00:00:00Z`,
      '/queue/mine?limit=1',
      `/claims/${claim.id}/history`,
    ];
    const texts = async (reader: Caller): Promise<string[]> =>
      Promise.all(asked.map(async (path) => JSON.stringify(await reader.get(path))));
    for (const reader of [desk.researcher, desk.reviewer, auditor, newsroom.admin, machine])
      for (const text of await texts(reader)) expect(text).not.toContain(letter);
    const shown = await desk.researcher.get(`/claims/${claim.id}`);
    expect(shown.hold).toMatchObject({ kind: 'legal', reason: null });
    for (const text of (await texts(second)).slice(0, 4)) expect(text).toContain(letter);
    const { version } = shown;
    const edited = await desk.researcher.patch(`/claims/${claim.id}`, version, { priority: 4 });
    const dated = await desk.researcher.post(`/claims/${claim.id}/review-by`, { reviewBy: '2030-01-01' });
    const told = await desk.researcher.put(`/claims/${claim.id}/topics`, dated.version, { topics: [] });
    for (const answer of [edited, dated, told]) expect(answer.hold).toMatchObject({ kind: 'legal', reason: null });
    const twin = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await second.post(`/claims/${claim.id}/release`, { reason: 'Settled.' });
    await desk.editor.post(`/claims/${claim.id}/merge`, { into: twin.id });
    await hold(claim.id);
    const [duplicate] = (await desk.researcher.get(`/claims/${twin.id}?include=duplicates`)).duplicates;
    expect(duplicate).toMatchObject({ id: claim.id, hold: { kind: 'legal', reason: null } });
    expect((await second.get(`/claims/${twin.id}?include=duplicates`)).duplicates[0].hold.reason).toBe(letter);
  });

  it('why it was released is read by editors alone, too: in no history, feed or entry of the log for others', async () => {
    const claim = await claimInChecking(desk);
    await hold(claim.id);
    const because = 'They took their letter back.';
    await second.post(`/claims/${claim.id}/release`, { reason: because });
    const release = async (reader: Caller) =>
      eventually('the log has it', async () => {
        const { items } = await reader.get(`/claims/${claim.id}/history`);
        return items[0]?.type === 'claim.released' && items[0];
      });
    expect(JSON.stringify(await release(second))).toContain(because);
    const told = await release(desk.researcher);
    expect(told.sentence).toMatch(/released the claim from hold$/);
    expect(JSON.stringify(told)).not.toContain(because);
    const feed = await newsroom.admin.get('/events?types=claim.released');
    expect(feed.items.map(({ type }: { type: string }) => type)).toContain('claim.released');
    expect(JSON.stringify(feed)).not.toContain(because);
    const { items } = await desk.researcher.get(`/ledger/entries?from=${told.index}&limit=1`);
    expect(items).toEqual([expect.objectContaining({ index: told.index, withheld: 'legal' })]);
  });

  it('the time of a scheduled verdict passes over a hold: it is approved again, and says why', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    const at = new Date(Date.now() + 1_500).toISOString();
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at, interests: none });
    await hold(claim.id);
    await eventually(
      'the clock came by',
      async () => (await desk.editor.get(`/verdicts/${verdict.id}`)).status === 'approved',
    );
    await eventually('the log says why', async () => {
      const { items } = await desk.researcher.get(`/claims/${claim.id}/history`);
      const [last] = items;
      return last.type === 'verdict.unscheduled' && last.facts.because === 'claim.held' && !last.why.includes(letter);
    });
  });

  it('a suspension and its end reach the tools of the newsroom, without why', async () => {
    const endpoint = await newsroom.admin.post('/webhook-endpoints', {
      url: receiver.url,
      eventTypes: ['claim.suspended', 'claim.restored'],
    });
    const { claim, verdict } = await approvedVerdict(desk);
    const path = `/claims/${claim.id}`;
    const why = { reason: 'Its source recants.' };
    expect(await desk.editor.refused(`${path}/suspend`, why)).toBe('409 claim.wrong_state');
    await publish(verdict);
    expect(await desk.researcher.refused(`${path}/suspend`, why)).toBe('403 access.denied');
    const suspended = await desk.editor.post(`${path}/suspend`, why);
    expect(suspended).toMatchObject({ status: 'suspended', stepReason: why.reason, publishedVerdict: verdict.id });
    expect(suspended.suspendedAt).toBe(suspended.updatedAt);
    expect(await desk.editor.refused(`${path}/suspend`, why)).toBe('409 claim.wrong_state');
    const draft = await desk.researcher.send('post', `/v1${path}/verdicts`, {
      rating: 'true',
      summary: 'x',
      rationale: 'x',
      citations: [],
    });
    expect([draft.body.code, draft.body.detail]).toEqual(['claim.wrong_state', expect.stringContaining('restore it')]);
    await hold(claim.id);
    expect(await desk.editor.refused(`${path}/restore`, why)).toBe('409 claim.held');
    await second.post(`${path}/release`, { reason: 'Settled.' });
    const restored = await desk.editor.post(`${path}/restore`, { reason: 'It stands.' });
    expect(restored).toMatchObject({ status: 'published', suspendedAt: null });
    expect(await desk.editor.refused(`${path}/restore`, why)).toBe('409 claim.wrong_state');
    await eventually('both arrived', () => receiver.journal.length >= 2);
    const facts = { claim: claim.id, verdict: verdict.id, version: 1 };
    const [off, on] = receiver.verified<Body>(endpoint.secret);
    expect(off).toMatchObject({ type: 'claim.suspended', data: { facts } });
    expect(on).toMatchObject({ type: 'claim.restored', data: { facts } });
    const [subject] = off.data.subjects;
    expect([subject.after.suspendedAt, subject.after.publishedVerdict]).toEqual([suspended.suspendedAt, verdict.id]);
    const bodies = receiver.journal.map(({ body }) => body).join('\n');
    for (const unsaid of [why.reason, 'It stands.', letter, desk.editor.member, '"hold"', '"stepReason"', '"status"'])
      expect(bodies).not.toContain(unsaid);
  });

  it('a claim that was suspended is retracted by a balloted notice, and its suspension is over', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await publish(verdict);
    await desk.editor.post(`/claims/${claim.id}/suspend`, { reason: 'x' });
    const notice = await desk.researcher.post(`/claims/${claim.id}/retractions`, { notice: 'Back.', rationale: 'r' });
    const { digest } = await desk.researcher.post(`/verdicts/${notice.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${notice.id}/ballots`, { choice: 'approve', digest, interests: none });
    await publish(notice);
    expect(await desk.editor.get(`/claims/${claim.id}`)).toMatchObject({ status: 'retracted', suspendedAt: null });
    expect(await desk.editor.refused(`/claims/${claim.id}/restore`, { reason: 'x' })).toBe('409 claim.wrong_state');
  });

  it('a machine neither holds nor suspends', async () => {
    const machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'Bot' })).key);
    const claim = await claimInChecking(desk);
    await draftOn(desk, claim.id);
    for (const action of ['hold', 'release', 'suspend', 'restore', 'reopen', 'drop', 'split', 'unmerge'])
      expect(await machine.refused(`/claims/${claim.id}/${action}`, { reason: 'x' })).toBe('403 access.person_needed');
  });
});
