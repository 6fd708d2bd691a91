import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

describe('a verdict by another procedure than the standard one', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let uma: Caller;
  let rita: Caller;
  let rolf: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
    rita = await newsroom.hire('Rita Reviewer', 'reviewer');
    rolf = await newsroom.hire('Rolf Reviewer', 'reviewer');
    // Two rejections stop a verdict from now on, and not one: that takes two people.
    const { proposal } = await newsroom.admin.post('/organization/policy', { quorum: { approvals: 2, of: 3 } });
    await desk.editor.post(`/organization/policy/${proposal.id}/confirm`);
  });
  afterAll(() => newsroom?.close());

  const ballot = (who: Caller, verdict: Body, choice = 'approve'): Promise<Body> =>
    who.post(`/verdicts/${verdict.id}/ballots`, { choice, digest: verdict.digest, interests: none, comment: 'So.' });
  const read = (verdict: Body): Promise<Body> => desk.editor.get(`/verdicts/${verdict.id}`);
  const waits = async (who: Caller, queue: string): Promise<string[]> =>
    (await who.get(`/queue/${queue}?limit=200`)).items.map((item: Body) => item.claim.id);
  const submitted = async (procedure: string): Promise<{ claim: Body; verdict: Body }> => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    return {
      claim,
      verdict: await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none, procedure }),
    };
  };
  const urgentlyOut = async (): Promise<{ claim: Body; verdict: Body }> => {
    const { claim, verdict } = await submitted('urgent');
    expect((await ballot(desk.reviewer, verdict)).outcome).toBe('approve');
    return { claim, verdict: await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none }) };
  };
  const facts = (claim: Body, type: string): Promise<Body> =>
    eventually(`the log tells of ${type}`, async () => {
      const { items } = await desk.editor.get(`/claims/${claim.id}/history?limit=200`);
      return items.find((item: Body) => item.type === type)?.facts;
    });

  it('is none until two people allow it', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    const submit = (procedure: string): Promise<string> =>
      desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none, procedure });
    expect(await submit('urgent')).toBe('422 verdict.procedure_not_allowed');
    expect(await submit('refile')).toBe('422 verdict.procedure_not_allowed');
    expect(await submit('whatever')).toBe('422 request.invalid');
    const allow = (procedures: object): Promise<Body> => newsroom.admin.post('/organization/policy', { procedures });
    expect(
      await newsroom.admin.refused('/organization/policy', { procedures: { urgent: { approvals: 1, hours: 48 } } }),
    ).toBe('422 request.invalid');
    expect(await newsroom.admin.refused('/organization/policy', { procedures: { refile: { approvals: 3 } } })).toBe(
      '422 policy.invalid',
    );
    const { proposal } = await allow({ urgent: { approvals: 1, hours: 24 }, refile: { approvals: 1 } });
    expect(proposal.weakens).toEqual(['procedures.urgent', 'procedures.refile']);
    expect(await submit('urgent')).toBe('422 verdict.procedure_not_allowed');
    const confirmed = await desk.editor.post(`/organization/policy/${proposal.id}/confirm`);
    expect(confirmed.content.procedures).toEqual({ urgent: { approvals: 1, hours: 24 }, refile: { approvals: 1 } });
    expect(await submit('refile')).toBe('422 verdict.procedure_not_allowed');
    const verdict = await desk.researcher.post(`/verdicts/${draft.id}/submit`, {
      interests: none,
      procedure: 'urgent',
    });
    expect(verdict).toMatchObject({
      procedure: 'urgent',
      quorum: { approvals: 1, of: 2 },
      rest: { status: 'to_come', quorum: { approvals: 2, of: 3 }, dueAt: null },
    });
    // Taken back, it is as any draft.
    expect(await desk.researcher.post(`/verdicts/${draft.id}/recall`)).toMatchObject({
      procedure: 'standard',
      quorum: null,
      rest: null,
    });
  });

  it('goes out urgently on one approval, says so in public, and owes the rest within hours', async () => {
    const { claim, verdict } = await urgentlyOut();
    expect(verdict).toMatchObject({ status: 'published', procedure: 'urgent', rest: { status: 'waiting' } });
    const due = Date.parse(verdict.rest.dueAt) - Date.parse(verdict.publishedAt);
    expect(due).toBe(24 * 3_600_000);
    expect(await facts(claim, 'verdict.published')).toMatchObject({
      procedure: 'urgent',
      rest: { status: 'waiting', dueAt: verdict.rest.dueAt },
    });
    // Whoever still owes a ballot is told, does not see the others' before, and an author never votes.
    expect(await waits(rita, 'waiting_for_my_ballot')).toContain(claim.id);
    expect(await waits(desk.reviewer, 'waiting_for_my_ballot')).not.toContain(claim.id);
    expect((await rita.get(`/verdicts/${verdict.id}/ballots`)).items).toEqual([]);
    const cast = { choice: 'approve', digest: verdict.digest, interests: none };
    expect(await desk.researcher.refused(`/verdicts/${verdict.id}/ballots`, cast)).toBe(
      '403 verdict.author_cannot_vote',
    );
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, cast)).toBe('409 verdict.already_voted');
    // What let it out is not taken back afterwards.
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots/withdraw`)).toBe('409 verdict.wrong_state');
    expect(await waits(desk.editor, 'urgent_rest')).not.toContain(claim.id);
    expect(await ballot(rita, verdict)).toMatchObject({ outcome: 'approve', verdictStatus: 'published' });
    expect((await read(verdict)).rest).toMatchObject({ status: 'complete', endedAt: expect.any(String) });
    expect(await facts(claim, 'verdict.review_ended')).toMatchObject({ rest: 'complete', version: 1 });
    expect(await waits(rolf, 'waiting_for_my_ballot')).not.toContain(claim.id);
    expect(await rolf.refused(`/verdicts/${verdict.id}/ballots`, cast)).toBe('409 verdict.wrong_state');
    expect((await rolf.get(`/verdicts/${verdict.id}/ballots`)).items.length).toBe(2);
  });

  it('surfaces to the editors when its rest is overdue', async () => {
    const { claim, verdict } = await urgentlyOut();
    await newsroom.on.asOwner(`update verdict set rest_due_at = now() - interval '1 minute' where id = $1`, [
      verdict.id,
    ]);
    expect(await waits(desk.editor, 'urgent_rest')).toContain(claim.id);
    expect((await desk.editor.get('/queue/counts')).urgent_rest.count).toBeGreaterThan(0);
    // Late is better than never.
    await ballot(rita, verdict);
    expect(await waits(desk.editor, 'urgent_rest')).not.toContain(claim.id);
  });

  it('surfaces at once when a late ballot says no, stays public until an editor acts, and owes nothing when refused', async () => {
    const { claim, verdict } = await urgentlyOut();
    expect(await ballot(rita, verdict, 'reject')).toMatchObject({ outcome: 'undecided', verdictStatus: 'published' });
    expect(await read(verdict)).toMatchObject({ rest: { status: 'waiting' }, disputedAt: expect.any(String) });
    expect(await waits(desk.editor, 'urgent_rest')).toContain(claim.id);
    expect((await ballot(rolf, verdict, 'reject')).outcome).toBe('requestChanges');
    expect(await read(verdict)).toMatchObject({ status: 'published', rest: { status: 'refused' } });
    expect(await facts(claim, 'verdict.review_ended')).toMatchObject({ rest: 'refused' });
    const cast = { choice: 'approve', digest: verdict.digest, interests: none };
    expect(await uma.refused(`/verdicts/${verdict.id}/ballots`, cast)).toBe('409 verdict.wrong_state');
    expect(await waits(desk.editor, 'urgent_rest')).toContain(claim.id);
    // The way out: a retraction, balloted like any other.
    const notice = await desk.editor.post(`/claims/${claim.id}/retractions`, {
      notice: 'Withdrawn.',
      rationale: 'No.',
    });
    const taken = await desk.editor.post(`/verdicts/${notice.id}/submit`, { interests: none });
    await ballot(rita, taken);
    await ballot(rolf, taken);
    await desk.editor.post(`/verdicts/${notice.id}/publish`, { interests: none });
    expect(await waits(desk.editor, 'urgent_rest')).not.toContain(claim.id);
  });

  it('counts a ballot no more whose voter has an interest, also after it went out', async () => {
    const { claim, verdict } = await urgentlyOut();
    await desk.reviewer.post(`/claims/${claim.id}/interests`, { declared: 'one', description: 'A cousin.' });
    expect((await ballot(rita, verdict)).outcome).toBe('undecided');
    expect((await ballot(rolf, verdict)).outcome).toBe('approve');
  });

  it('refiles a slip of the pen on one approval, and nothing more than a slip', async () => {
    const { claim, verdict } = await submitted('standard');
    await ballot(desk.reviewer, verdict);
    await ballot(rita, verdict);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const asked = await desk.researcher.post(`/claims/${claim.id}/corrections`, { request: 'A letter is wrong.' });
    await uma.post(`/corrections/${asked.id}/acknowledge`);
    const decision = { kind: 'refile', reason: 'Yes.', note: 'A letter.', interests: none };
    expect(await uma.refused(`/corrections/${asked.id}/accept`, { ...decision, major: true })).toBe(
      '422 request.invalid',
    );
    await uma.post(`/corrections/${asked.id}/accept`, { ...decision, major: false });
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, {
      rating: 'true',
      summary: verdict.summary,
      rationale: verdict.rationale,
      judgedAsOf: verdict.judgedAsOf,
      evidenceCutOff: verdict.evidenceCutOff,
      citations: verdict.citations,
    });
    const path = `/verdicts/${draft.id}`;
    const refile = { interests: none, procedure: 'refile' };
    const edit = async (change: object): Promise<void> =>
      void (await desk.researcher.patch(path, (await read(draft)).version, change));
    expect(await desk.researcher.refused(`${path}/submit`, refile)).toBe('422 verdict.beyond_correction');
    await edit({ rating: 'false', rationale: 'Its term ended on 21 January 2025.' });
    expect(await desk.researcher.refused(`${path}/submit`, refile)).toBe('422 verdict.beyond_correction');
    await edit({ rationale: verdict.rationale, judgedAsOf: '2025-05' });
    expect(await desk.researcher.refused(`${path}/submit`, refile)).toBe('422 verdict.beyond_correction');
    // Not by the standard way either: readers will be told of a slip.
    await edit({ judgedAsOf: verdict.judgedAsOf, summary: `Another one. ${'More and more. '.repeat(4)}` });
    expect(await desk.researcher.refused(`${path}/submit`, { interests: none })).toBe('422 verdict.beyond_correction');
    await edit({ summary: verdict.summary.replace('was', 'wsa') });
    // Rules that the newsroom changed meanwhile are no change of what is published.
    await newsroom.admin.put('/organization/methodology', 0, { language: 'en', text: 'We read twice.' });
    const again = await desk.researcher.post(`${path}/submit`, refile);
    expect(again).toMatchObject({ procedure: 'refile', quorum: { approvals: 1, of: 2 }, rest: null, methodology: 1 });
    expect((await ballot(rita, again)).outcome).toBe('approve');
    await desk.editor.post(`${path}/publish`, { interests: none });
    const { kindOfChange, procedure } = await eventually('the log tells of it', async () => {
      const { items } = await desk.editor.get(`/claims/${claim.id}/history?limit=200`);
      return items.find((item: Body) => item.type === 'verdict.published' && item.facts.version === 2)?.facts;
    });
    expect([kindOfChange, procedure]).toEqual(['refile', 'refile']);
  });

  it('is refused where the whole quorum could never be had', async () => {
    const strict = { quorum: { approvals: 6, of: 7 } };
    await newsroom.admin.post('/organization/policy', strict);
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    expect(
      await desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none, procedure: 'urgent' }),
    ).toBe('409 verdict.quorum_unreachable');
  });
});
