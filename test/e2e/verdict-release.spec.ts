import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, type Desk, none, staffed, verdictInReview } from '../support/story.js';

describe('a verdict between its ballots and publication', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let uma: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
  });
  afterAll(() => newsroom?.close());

  const later = (seconds: number): string => new Date(Date.now() + seconds * 1_000).toISOString();
  const approve = (who: Caller, verdict: Body): Promise<Body> =>
    who.post(`/verdicts/${verdict.id}/ballots`, { choice: 'approve', digest: verdict.digest, interests: none });
  const read = (verdict: Body): Promise<Body> => desk.editor.get(`/verdicts/${verdict.id}`);
  const ruled = async (change: object): Promise<void> => {
    const { proposal } = await uma.post('/organization/policy', change);
    if (proposal) await newsroom.admin.post(`/organization/policy/${proposal.id}/confirm`);
  };
  const lastEvent = (claim: Body, type: string, version?: number): Promise<Body> =>
    eventually(`the log tells of ${type}`, async () => {
      const { items } = await desk.editor.get(`/claims/${claim.id}/history?limit=200`);
      return items.find((item: Body) => item.type === type && (!version || item.facts.version === version));
    });

  it('an objection sends what was approved back to review, and the same digest is voted on anew', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    expect(await newsroom.admin.refused(`/verdicts/${verdict.id}/object`, { reason: 'No.' })).toBe('403 access.denied');
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/object`, {})).toBe('422 request.invalid');
    const back = await desk.editor.post(`/verdicts/${verdict.id}/object`, { reason: 'The date is disputed.' });
    expect(back).toMatchObject({ status: 'in_review', digest: verdict.digest });
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/publish`, { interests: none })).toBe(
      '409 verdict.wrong_state',
    );
    expect((await approve(desk.reviewer, verdict)).verdictStatus).toBe('approved');
    expect((await lastEvent(claim, 'verdict.objected')).facts).toMatchObject({
      reason: 'The date is disputed.',
      voided: 1,
    });
  });

  it('a ballot is withdrawn until the quorum has decided, a recusal never', async () => {
    await ruled({ quorum: { approvals: 2, of: 3 } });
    const { verdict } = await verdictInReview(desk);
    const path = `/verdicts/${verdict.id}/ballots`;
    expect(await desk.reviewer.refused(`${path}/withdraw`)).toBe('409 ballot.none_standing');
    expect((await approve(desk.reviewer, verdict)).outcome).toBe('undecided');
    expect(await desk.reviewer.post(`${path}/withdraw`)).toMatchObject({ voidedBecause: 'withdrawn' });
    expect((await desk.editor.get(path)).items).toEqual([]);
    expect((await approve(desk.editor, verdict)).outcome).toBe('undecided');
    await uma.post(path, { choice: 'recuse', digest: verdict.digest, reason: 'I know the author.' });
    expect(await uma.refused(`${path}/withdraw`)).toBe('409 ballot.recusal_stands');
    expect((await approve(desk.reviewer, verdict)).outcome).toBe('approve');
    expect(await desk.reviewer.refused(`${path}/withdraw`)).toBe('409 verdict.wrong_state');
    await ruled({ quorum: { approvals: 1, of: 1 } });
  });

  it('a scheduled verdict goes out by the clock, in the name of whoever scheduled it', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    const path = `/verdicts/${verdict.id}`;
    expect(await desk.editor.refused(`${path}/schedule`, { at: later(-60), interests: none })).toBe(
      '422 verdict.time_has_passed',
    );
    expect(await desk.editor.refused(`${path}/schedule`, { at: 'tomorrow', interests: none })).toBe(
      '422 request.invalid',
    );
    const fresh = await newsroom.hire('Fay Fresh', 'editor');
    expect(await fresh.refused(`${path}/schedule`, { at: later(60) })).toBe('422 interests.undeclared');
    expect(await desk.reviewer.refused(`${path}/schedule`, { at: later(60), interests: none })).toBe(
      '403 access.denied',
    );
    const at = later(1);
    expect(await fresh.post(`${path}/schedule`, { at, interests: none })).toMatchObject({
      status: 'scheduled',
      scheduledFor: at,
      scheduledBy: fresh.member,
      publishedAt: null,
    });
    expect(await desk.editor.get(`/claims/${claim.id}`)).toMatchObject({ status: 'checking', publishedVerdict: null });
    const out = await eventually('the clock publishes', async () => {
      const now = await read(verdict);
      return now.status === 'published' && now;
    });
    expect(out).toMatchObject({ publisher: fresh.member, scheduledFor: at });
    expect(out.publishedAt >= at).toBe(true);
    expect((await lastEvent(claim, 'verdict.published')).actor).toEqual({ kind: 'system', member: null, name: null });
  });

  it('what is scheduled may be unscheduled, objected to, or published early with a reason', async () => {
    const { verdict } = await approvedVerdict(desk);
    const path = `/verdicts/${verdict.id}`;
    await desk.editor.post(`${path}/schedule`, { at: later(3_600), interests: none });
    expect(await desk.editor.post(`${path}/unschedule`)).toMatchObject({ status: 'approved', scheduledFor: null });
    expect(await desk.editor.refused(`${path}/unschedule`)).toBe('409 verdict.wrong_state');
    await desk.editor.post(`${path}/schedule`, { at: later(3_600), interests: none });
    expect(await desk.editor.refused(`${path}/publish`, { interests: none })).toBe('422 verdict.lift_reason_needed');
    expect(await desk.editor.post(`${path}/publish`, { interests: none, reason: 'A rival was faster.' })).toMatchObject(
      {
        status: 'published',
        embargoLiftedBecause: 'A rival was faster.',
        publisher: desk.editor.member,
      },
    );
    const second = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${second.verdict.id}/schedule`, { at: later(3_600), interests: none });
    expect(await uma.post(`/verdicts/${second.verdict.id}/object`, { reason: 'Wait.' })).toMatchObject({
      status: 'in_review',
      scheduledFor: null,
    });
  });

  it('the clock publishes nothing whose rules no longer hold, and says why', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: later(1), interests: none });
    // The one voter finds that they have an interest after all.
    await desk.reviewer.post(`/claims/${claim.id}/interests`, {
      declared: 'one',
      description: 'A cousin works there.',
    });
    expect(
      await eventually('it is put back', async () => {
        const now = await read(verdict);
        return now.status === 'approved' && now;
      }),
    ).toMatchObject({ publishedAt: null, scheduledFor: null });
    expect((await lastEvent(claim, 'verdict.unscheduled')).facts).toMatchObject({ because: 'verdict.quorum_missing' });
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/publish`, { interests: none })).toBe(
      '409 verdict.quorum_missing',
    );
  });

  it('the clock publishes nothing in the name of somebody who has an interest since they scheduled it', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/schedule`, { at: later(1), interests: none });
    await desk.editor.post(`/claims/${claim.id}/interests`, { declared: 'one', description: 'A cousin.' });
    await eventually('it is put back', async () => (await read(verdict)).status === 'approved');
    expect((await lastEvent(claim, 'verdict.unscheduled')).facts).toMatchObject({ because: 'interests.conflict' });
    expect(await uma.post(`/verdicts/${verdict.id}/publish`, { interests: none })).toMatchObject({
      status: 'published',
      publisher: uma.member,
    });
  });

  it('a person whose only step is declared early is not asked again', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    expect(await desk.reviewer.post(`/claims/${claim.id}/interests`, none)).toMatchObject({
      declared: 'none',
      member: desk.reviewer.member,
    });
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, { choice: 'approve', digest: verdict.digest });
    expect(await desk.editor.refused(`/claims/${claim.id}/interests`, { declared: 'one' })).toBe('422 request.invalid');
    expect(await desk.editor.refused(`/claims/${verdict.id}/interests`, none)).toBe('404 not_found');
  });
});
