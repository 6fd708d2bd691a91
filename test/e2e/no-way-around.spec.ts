import { newId } from '#libs/kernel';
import { type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, draftOn, none, staffed, verdictInReview } from '../support/story.js';

describe('there is no way around the rules of review', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  it('an interest once declared cannot be unsaid', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    await desk.reviewer.post(`/claims/${claim.id}/interests`, { declared: 'one', description: 'A cousin.' });
    const ballot = { choice: 'approve', digest: verdict.digest };
    expect(await desk.reviewer.refused(`/claims/${claim.id}/interests`, none)).toBe('409 interests.standing');
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none })).toBe(
      '409 interests.standing',
    );
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, ballot)).toBe('403 interests.conflict');
  });

  it('an interest stands although the call that declared it was refused because of it', async () => {
    const interests = { declared: 'one', description: 'A cousin.' };
    const uma = await newsroom.hire('Uma Uninvolved', 'reviewer', 'editor');
    const undone = async (who: Caller, path: string, body: object): Promise<void> => {
      const headers = { 'idempotency-key': newId() };
      expect(await who.refused(path, { ...body, interests }, headers)).toBe('403 interests.conflict');
      // A no is not kept for its key: the same request is judged anew.
      expect(await who.refused(path, { ...body, interests }, headers)).toBe('403 interests.conflict');
      expect(await who.refused(path, { ...body, interests: none })).toBe('409 interests.standing');
    };
    const { claim, verdict } = await verdictInReview(desk);
    const ballot = { choice: 'approve', digest: verdict.digest };
    await undone(uma, `/verdicts/${verdict.id}/ballots`, ballot);
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none });
    await undone(desk.editor, `/verdicts/${verdict.id}/publish`, {});
    const nils = await newsroom.hire('Nils Neighbour', 'editor');
    await undone(nils, `/verdicts/${verdict.id}/schedule`, { at: '2999-01-01T00:00:00Z' });
    const told = await newsroom.on.asOwner<{ n: number }>(
      `select count(*)::int as n from event where convert_from(bytes, 'UTF8')::json ->> 'type' = 'interest.declared'
          and convert_from(bytes, 'UTF8')::json ->> 'root' = $1`,
      [claim.id],
    );
    expect(told[0]?.n).toBe(6);
  });

  it('nor does it fall with a call that was refused for anything else', async () => {
    const interests = { declared: 'one', description: 'A cousin.' };
    const refusedFirst = async (who: Caller, claim: string, path: string, body: object, because: string) => {
      expect(await who.refused(path, { ...body, interests })).toBe(because);
      expect([path, await who.refused(`/claims/${claim}/interests`, none)]).toEqual([path, '409 interests.standing']);
    };
    const [rhea, rolf, ella, emil, egon] = [
      await newsroom.hire('Rhea', 'reviewer'),
      await newsroom.hire('Rolf', 'reviewer'),
      await newsroom.hire('Ella', 'editor'),
      await newsroom.hire('Emil', 'editor'),
      await newsroom.hire('Egon', 'editor'),
    ];
    const { claim, verdict } = await verdictInReview(desk);
    const path = `/verdicts/${verdict.id}`;
    const ballots = `${path}/ballots`;
    const stale = { choice: 'approve', digest: '0'.repeat(64) };
    await refusedFirst(rhea, claim.id, ballots, stale, '412 verdict.digest_mismatch');
    const wordless = { choice: 'reject', digest: verdict.digest };
    await refusedFirst(rolf, claim.id, ballots, wordless, '422 ballot.comment_needed');
    await refusedFirst(ella, claim.id, `${path}/publish`, {}, '409 verdict.wrong_state');
    const past = { at: '2001-01-01T00:00:00Z' };
    await refusedFirst(emil, claim.id, `${path}/schedule`, past, '409 verdict.wrong_state');
    await desk.reviewer.post(ballots, { choice: 'approve', digest: verdict.digest, interests: none });
    await refusedFirst(egon, claim.id, `${path}/schedule`, past, '422 verdict.time_has_passed');
    // Of the rest of a refused call nothing is left.
    expect(await desk.editor.get(path)).toMatchObject({ status: 'approved', scheduledFor: null });

    const theirs = await claimInChecking(desk);
    const draft = await desk.researcher.post(`/claims/${theirs.id}/verdicts`, {
      rating: 'false',
      summary: 'Another administration was in office.',
      rationale: 'Its term ended on 20 January 2025.',
      judgedAsOf: '2025-05-08',
      citations: [],
    });
    const { researcher } = desk;
    await refusedFirst(researcher, theirs.id, `/verdicts/${draft.id}/submit`, {}, '422 evidence.empty');
    expect((await researcher.get(`/verdicts/${draft.id}`)).status).toBe('draft');
  });

  it('nor does it fall with a ballot that could not be cast for another reason', async () => {
    await newsroom.admin.post('/organization/policy', { quorum: { approvals: 2, of: 2 } });
    const { verdict } = await verdictInReview(desk);
    const ballot = { choice: 'approve', digest: verdict.digest };
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none });
    const interests = { declared: 'one', description: 'A cousin.' };
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests })).toBe(
      '409 verdict.already_voted',
    );
    // Their first ballot counts no more, so one of two more is not enough.
    const [uma, una] = [await newsroom.hire('Una', 'reviewer'), await newsroom.hire('Ute', 'reviewer')];
    expect((await uma.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none })).outcome).toBe(
      'undecided',
    );
    expect((await una.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none })).outcome).toBe('approve');
  });

  it('whoever wrote a version that was given up does not judge the one that follows', async () => {
    const author = await newsroom.hire('Ghost', 'researcher', 'reviewer');
    const theirs = { ...desk, researcher: author };
    const claim = await claimInChecking(theirs);
    const first = await draftOn(theirs, claim.id);
    await author.post(`/verdicts/${first.id}/abandon`, { reason: 'A colleague puts their name to it.' });
    await desk.editor.post(`/claims/${claim.id}/assign`, { member: desk.researcher.member });
    const draft = await draftOn(desk, claim.id);
    const { digest } = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    const ballot = { choice: 'approve', digest, interests: none };
    expect(await author.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe('403 verdict.author_cannot_vote');
  });

  it('a verdict too long to be published beside its successor is refused when it is submitted', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { rationale: '\u6f22'.repeat(8_000) });
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '413 event.too_large',
    );
  });
});
