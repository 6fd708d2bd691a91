import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, claimBody, claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

describe('what follows a published verdict', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let uma: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
  });
  afterAll(() => newsroom?.close());

  const approve = (who: Caller, verdict: Body): Promise<Body> =>
    who.post(`/verdicts/${verdict.id}/ballots`, { choice: 'approve', digest: verdict.digest, interests: none });
  const read = (verdict: Body): Promise<Body> => desk.editor.get(`/verdicts/${verdict.id}`);
  const published = async (): Promise<{ claim: Body; verdict: Body }> => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    return { claim, verdict };
  };
  const lastEvent = (claim: Body, type: string, version?: number): Promise<Body> =>
    eventually(`the log tells of ${type}`, async () => {
      const { items } = await desk.editor.get(`/claims/${claim.id}/history?limit=200`);
      return items.find((item: Body) => item.type === type && (!version || item.facts.version === version));
    });

  it('what is published changes by an accepted correction alone: the version before is superseded and named', async () => {
    const { claim, verdict } = await published();
    const draft = { rating: 'half_true', summary: 'Partly.', rationale: 'New files.', citations: verdict.citations };
    expect(await desk.researcher.refused(`/claims/${claim.id}/verdicts`, draft)).toBe('409 verdict.correction_needed');
    const asked = await desk.researcher.post(`/claims/${claim.id}/corrections`, { request: 'There are new files.' });
    await uma.post(`/corrections/${asked.id}/acknowledge`);
    await uma.post(`/corrections/${asked.id}/accept`, {
      kind: 'update',
      major: true,
      reason: 'Yes.',
      note: 'New files came up.',
      interests: none,
    });
    const second = await desk.researcher.post(`/claims/${claim.id}/verdicts`, draft);
    expect(second).toMatchObject({ number: 2, correction: asked.id });
    const submitted = await desk.researcher.post(`/verdicts/${second.id}/submit`, { interests: none });
    await approve(desk.reviewer, submitted);
    expect(await desk.editor.post(`/verdicts/${second.id}/publish`, { interests: none })).toMatchObject({
      status: 'published',
    });
    expect(await read(verdict)).toMatchObject({ status: 'superseded' });
    expect(await desk.editor.get(`/claims/${claim.id}`)).toMatchObject({
      status: 'published',
      publishedVerdict: second.id,
    });
    expect(await desk.editor.get(`/corrections/${asked.id}`)).toMatchObject({
      status: 'published',
      newVerdict: second.id,
    });
    const { facts } = await lastEvent(claim, 'verdict.published', 2);
    expect(facts).toMatchObject({
      version: 2,
      previousVersion: 1,
      previousRating: { code: 'false' },
      rating: { code: 'half_true', value: 3 },
      kindOfChange: 'update',
      note: 'New files came up.',
    });
    expect(facts.publishedAt < facts.modifiedAt).toBe(true);
    expect((await lastEvent(claim, 'correction.published')).facts).toMatchObject({ kind: 'update', version: 2 });
  });

  it('a retraction is drafted, balloted and published like a verdict, and takes the claim and the verdict with it', async () => {
    const { claim, verdict } = await published();
    const notice = { notice: 'We take this back.', rationale: 'The source was forged.' };
    expect(await desk.reviewer.refused(`/claims/${claim.id}/retractions`, notice)).toBe('403 access.denied');
    const draft = await desk.editor.post(`/claims/${claim.id}/retractions`, notice);
    expect(draft).toMatchObject({
      outcome: 'retraction',
      rating: null,
      summary: 'We take this back.',
      status: 'draft',
      number: 2,
    });
    expect(await desk.editor.refused(`/claims/${claim.id}/retractions`, notice)).toBe('409 verdict.open_already');
    const submitted = await desk.editor.post(`/verdicts/${draft.id}/submit`, { interests: none });
    expect(
      await desk.editor.refused(`/verdicts/${draft.id}/ballots`, { choice: 'approve', digest: submitted.digest }),
    ).toBe('403 verdict.author_cannot_vote');
    await approve(uma, submitted);
    await uma.post(`/verdicts/${draft.id}/publish`, { interests: none });
    expect(await read(verdict)).toMatchObject({ status: 'retracted' });
    expect(await desk.editor.get(`/claims/${claim.id}`)).toMatchObject({
      status: 'retracted',
      publishedVerdict: draft.id,
    });
    expect((await lastEvent(claim, 'verdict.retracted')).facts).toMatchObject({
      rating: null,
      previousRating: { code: 'false' },
      kindOfChange: 'retraction',
      note: 'We take this back.',
    });
    const unpublished = await claimInChecking(desk);
    expect(await desk.editor.refused(`/claims/${unpublished.id}/retractions`, notice)).toBe('409 claim.wrong_state');
  });

  it('precedents are offered by link, claimant and likeness, and frozen with why a verdict departs from them', async () => {
    const { claim: old, verdict } = await published();
    const claim = await claimInChecking(desk);
    const { items } = await desk.researcher.get(`/claims/${claim.id}/precedents`);
    const offered = items.find((item: Body) => item.verdict === verdict.id);
    expect(offered).toMatchObject({ claim: old.id, rating: 'false', sameClaimant: true, likeness: 1, linked: false });
    await desk.researcher.post(`/claims/${claim.id}/links`, { other: old.id, kind: 'repeats' });
    const first = (await desk.researcher.get(`/claims/${claim.id}/precedents`)).items[0];
    expect(first).toMatchObject({ verdict: verdict.id, linked: true });
    const draft = await draftOn(desk, claim.id);
    const unknown = await desk.researcher.send(
      'patch',
      `/v1/verdicts/${draft.id}`,
      { precedents: [{ id: draft.id }] },
      { 'if-match': `"${draft.version}"` },
    );
    expect([unknown.status, unknown.body.code]).toEqual([422, 'verdict.unknown_precedent']);
    const precedents = [{ id: verdict.id, departsBecause: 'Another day is meant.' }];
    await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { precedents });
    await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    const [row] = await newsroom.on.asOwner<{ content: string }>(
      `select convert_from(content, 'UTF8') as content from verdict where id = $1`,
      [draft.id],
    );
    expect(JSON.parse(row?.content ?? '').precedents).toEqual(precedents);
    const rival = await newsroom.rival();
    expect((await rival.send('get', `/v1/claims/${claim.id}/precedents`)).status).toBe(404);
  });

  it('a claim that was never rated has no precedent but what reads alike', async () => {
    const claim = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, {
        statement: 'Wholly different words.',
        claimant: { kind: 'person', name: 'Nobody Else' },
      }),
    );
    expect((await desk.researcher.get(`/claims/${claim.id}/precedents`)).items).toEqual([]);
  });
});
