import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, draftOn, none, staffed, verdictInReview } from '../support/story.js';

describe('the rules a newsroom gives itself', () => {
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
  const lastEvent = (claim: Body, type: string, version?: number): Promise<Body> =>
    eventually(`the log tells of ${type}`, async () => {
      const { items } = await desk.editor.get(`/claims/${claim.id}/history?limit=200`);
      return items.find((item: Body) => item.type === type && (!version || item.facts.version === version));
    });

  it('a policy is strengthened by one person and weakened by two, and what was submitted keeps its own', async () => {
    const stronger = await desk.editor.post('/organization/policy', {
      quorum: { approvals: 2, of: 2 },
      authorMayPublish: false,
    });
    expect(stronger).toMatchObject({ proposal: null, policy: { content: { quorum: { approvals: 2, of: 2 } } } });
    expect(await desk.editor.refused('/organization/policy', { authorMayPublish: false })).toBe('409 policy.unchanged');
    expect(await desk.researcher.refused('/organization/policy', {})).toBe('403 access.denied');
    expect(await desk.editor.refused('/organization/policy', { quorum: { approvals: 3, of: 2 } })).toBe(
      '422 policy.invalid',
    );
    const { verdict } = await verdictInReview(desk);
    expect(verdict).toMatchObject({ policy: stronger.policy.version, quorum: { approvals: 2, of: 2 } });
    const weaker = { quorum: { approvals: 1, of: 1 }, authorMayPublish: true };
    const { policy, proposal } = await desk.editor.post('/organization/policy', weaker);
    expect([policy, proposal.weakens]).toEqual([null, ['quorum.approvals', 'authorMayPublish']]);
    expect(await desk.editor.refused(`/organization/policy/${proposal.id}/confirm`)).toBe(
      '403 policy.second_person_needed',
    );
    expect(await desk.reviewer.refused(`/organization/policy/${proposal.id}/confirm`)).toBe('403 access.denied');
    const confirmed = await newsroom.admin.post(`/organization/policy/${proposal.id}/confirm`);
    expect(confirmed.version).toBe(stronger.policy.version + 1);
    expect(await newsroom.admin.refused(`/organization/policy/${proposal.id}/confirm`)).toBe(
      '409 policy.proposal_stale',
    );
    // One approval is the policy now, and is not enough for what was submitted before.
    expect((await approve(desk.reviewer, verdict)).outcome).toBe('undecided');
    expect((await approve(uma, verdict)).outcome).toBe('approve');
    const [event] = await newsroom.on.asOwner<{ facts: Body }>(
      `select convert_from(bytes, 'UTF8')::json -> 'facts' as facts from event
        where convert_from(bytes, 'UTF8')::json ->> 'type' = 'policy.changed' order by position desc limit 1`,
    );
    expect(event?.facts).toMatchObject({
      to: confirmed.version,
      proposedBy: desk.editor.member,
      weakens: ['quorum.approvals', 'authorMayPublish'],
    });
  });

  it('a scale is put in force by name or brought along, in versions; drafts keep the one they were rated on', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    expect(await desk.editor.post('/organization/scales', { readyMade: 'six_point' })).toMatchObject({
      code: 'six_point',
      version: 1,
    });
    const next = await claimInChecking(desk);
    const rated = { rating: 'absurd', summary: 's', rationale: 'r', citations: [] };
    expect(await desk.researcher.post(`/claims/${next.id}/verdicts`, rated)).toMatchObject({
      scale: { code: 'six_point', version: 1 },
    });
    expect((await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none })).scale).toEqual({
      code: 'five_point',
      version: 1,
    });
    const own = {
      code: 'ours',
      worst: 1,
      best: 2,
      ratings: [
        { code: 'no', labels: { en: 'No' }, value: 1 },
        { code: 'yes', labels: { en: 'Yes' }, value: 2 },
      ],
    };
    expect(await desk.editor.post('/organization/scales', { own })).toMatchObject({ code: 'ours', version: 1 });
    expect(await desk.editor.post('/organization/scales', { own })).toMatchObject({ code: 'ours', version: 1 });
    own.ratings[0]!.labels = { en: 'Nope' };
    expect(await desk.editor.post('/organization/scales', { own })).toMatchObject({ code: 'ours', version: 2 });
    expect(await desk.editor.refused('/organization/scales', { own: { ...own, worst: 2 } })).toBe('422 scale.invalid');
    expect(await desk.editor.refused('/organization/scales', {})).toBe('422 request.invalid');
    const { kept, readyMade } = await desk.researcher.get('/organization/scales');
    expect(kept.map((scale: Body) => [scale.code, scale.version, scale.inForce])).toEqual([
      ['five_point', 1, false],
      ['ours', 1, false],
      ['ours', 2, true],
      ['six_point', 1, false],
    ]);
    expect(readyMade.map((scale: Body) => scale.code)).toEqual(['five_point', 'six_point', 'rumour']);
    expect((await approve(desk.reviewer, await read(draft))).outcome).toBe('approve');
    await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none });
    expect((await lastEvent(claim, 'verdict.published')).facts.rating).toMatchObject({ code: 'false', best: 5 });
    await desk.editor.post('/organization/scales', { readyMade: 'five_point' });
  });

  it('the methodology is written in versions, and a verdict names the one that was in force when it was submitted', async () => {
    const path = '/organization/methodology';
    const before = await verdictInReview(desk);
    expect(before.verdict.methodology).toBe(null);
    expect(await desk.reviewer.get(path)).toMatchObject({ version: 0, text: null });
    const first = { language: 'en', text: '# How we choose\n\nWhat reaches many people.' };
    const answer = async (who: Caller, body: object, version?: number): Promise<string> => {
      const sent = await who.send(
        'put',
        `/v1${path}`,
        body,
        version === undefined ? {} : { 'if-match': `"${version}"` },
      );
      return `${sent.status} ${sent.body.code ?? sent.body.version}`;
    };
    expect(await answer(desk.researcher, first, 0)).toBe('403 access.denied');
    expect(await answer(desk.editor, first)).toBe('428 request.if_match_required');
    expect(await answer(desk.editor, first, 1)).toBe('412 request.stale');
    expect(await answer(desk.editor, first, 0)).toBe('200 1');
    expect(await answer(newsroom.admin, first, 1)).toBe('409 methodology.unchanged');
    const named = await verdictInReview(desk);
    expect(named.verdict.methodology).toBe(1);
    expect(await answer(newsroom.admin, { ...first, text: 'Another one.' }, 1)).toBe('200 2');
    expect((await read(named.verdict)).methodology).toBe(1);
    const [frozen] = await newsroom.on.asOwner<{ content: Body }>(
      `select convert_from(content, 'UTF8')::json as content from verdict where id = '${named.verdict.id}'`,
    );
    expect(frozen?.content.methodology).toBe(1);
    // What goes back to its author is under no rules until it is submitted again, under those of that time.
    expect((await desk.researcher.post(`/verdicts/${named.verdict.id}/recall`)).methodology).toBe(null);
    const again = await desk.researcher.post(`/verdicts/${named.verdict.id}/submit`, { interests: none });
    expect(again.methodology).toBe(2);
    expect((await newsroom.admin.get(`${path}/versions`)).items.map((one: Body) => one.version)).toEqual([2, 1]);
    expect(await desk.reviewer.get(`${path}/versions/1`)).toMatchObject({ version: 1, ...first });
    for (const none of ['3', '0', 'x', '1e0']) {
      expect([none, (await desk.reviewer.send('get', `/v1${path}/versions/${none}`)).status]).toEqual([none, 404]);
    }
  });
});
