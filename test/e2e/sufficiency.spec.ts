import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

describe('under a policy that wants two independent sources', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    await newsroom.admin.post('/organization/policy', { minIndependentSources: 2 });
  });
  afterAll(() => newsroom?.close());

  const source = (more: object = {}): Promise<Body> =>
    desk.researcher.post('/sources', { kind: 'document', title: 'A page', access: 'open', ...more });
  const cite = (claim: string, on: string, more: object = {}): Promise<Body> =>
    desk.researcher.post(`/claims/${claim}/citations`, {
      source: on,
      stance: 'refutes',
      mode: 'linked',
      primary: true,
      ...more,
    });
  const draft = (claim: string, citations: string[]): Promise<Body> =>
    desk.researcher.post(`/claims/${claim}/verdicts`, { rating: 'false', summary: 's', rationale: 'r', citations });
  it('two sources that turned out to be one are one voice, and unnamed ones are none', async () => {
    const claim = await claimInChecking(desk);
    const [a, b] = [await source({ title: 'A' }), await source({ title: 'B' })];
    const citations = [await cite(claim.id, a.id), await cite(claim.id, b.id)].map(({ id }) => id);
    await desk.researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'Fictional.' });
    const verdict = await draft(claim.id, citations);
    await desk.editor.post(`/sources/${b.id}/merge`, { into: a.id });
    const submit = (more: object = {}): Promise<Body> =>
      desk.researcher.send('post', `/v1/verdicts/${verdict.id}/submit`, { interests: none, ...more });
    expect((await submit()).body.code).toBe('evidence.too_few_independent_sources');
    await desk.editor.post(`/sources/${b.id}/unmerge`);
    await desk.researcher.patch(`/sources/${b.id}`, 3, { unnamed: true });
    expect((await submit()).body.detail).toContain('has 1: B is unnamed and does not count.');
    await desk.researcher.patch(`/sources/${b.id}`, 4, { unnamed: false });
    expect((await submit()).status).toBe(200);
  });

  it('a single relevant source is an override with a name and a reason that stay visible for ever', async () => {
    const claim = await claimInChecking(desk);
    const verdict = await draftOn(desk, claim.id);
    const submit = (more: object): Promise<Body> =>
      desk.researcher.send('post', `/v1/verdicts/${verdict.id}/submit`, { interests: none, ...more });
    const single = { override: 'single_relevant_source' };
    expect((await submit(single)).body.code).toBe('request.invalid');
    const overrideReason = 'The constitution is the only source there is.';
    const { body: submitted } = await submit({ ...single, overrideReason });
    expect(submitted).toMatchObject({ overrideKind: 'single_relevant_source', overrideReason });
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'approve',
      digest: submitted.digest,
      interests: none,
    });
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    expect(await desk.researcher.get(`/verdicts/${verdict.id}`)).toMatchObject({
      status: 'published',
      overrideKind: 'single_relevant_source',
      overrideReason,
    });
    const facts = await eventually('the log is complete', async () => {
      const rows = await newsroom.on.asOwner<{ event: Body }>(
        `select convert_from(bytes, 'UTF8')::json as event from event`,
      );
      return rows.find(({ event }) => event.type === 'verdict.submitted' && event.root === claim.id)?.event;
    });
    expect(facts.facts).toEqual({
      overridden: 'evidence.too_few_independent_sources',
      override: 'single_relevant_source',
      procedure: 'standard',
    });
    expect(facts.changes[0].after.overrideReason).toBe(overrideReason);
  });

  it('a whisper is no single relevant source, and no override stands in for evidence as such', async () => {
    const claim = await claimInChecking(desk);
    const whisper = await cite(claim.id, (await source({ access: 'off_record' })).id);
    await desk.researcher.post(`/claims/${claim.id}/enquiries`, { contacted: false, reason: 'Fictional.' });
    const verdict = await draft(claim.id, [whisper.id]);
    const body = { interests: none, override: 'single_relevant_source', overrideReason: 'x' };
    expect(await desk.researcher.refused(`/verdicts/${verdict.id}/submit`, body)).toBe('422 evidence.override_unfit');
    await desk.researcher.patch(`/verdicts/${verdict.id}`, 1, { citations: [] });
    expect(await desk.researcher.refused(`/verdicts/${verdict.id}/submit`, { ...body, override: 'other' })).toBe(
      '422 evidence.empty',
    );
  });
});
