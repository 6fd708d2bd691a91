import { eventually } from '../support/eventually.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import {
  approvedVerdict,
  claimInChecking,
  type Desk,
  draftOn,
  none,
  staffed,
  verdictInReview,
} from '../support/story.js';

describe('a verdict before it is decided', () => {
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

  it('a draft is edited by its authors and the assignee, and nobody else', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    const edited = await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { summary: 'Shorter.' });
    expect(edited).toMatchObject({ summary: 'Shorter.', rating: 'false', status: 'draft', version: draft.version + 1 });
    expect(edited.citations).toEqual(draft.citations);
    const other = await desk.editor.send(
      'patch',
      `/v1/verdicts/${draft.id}`,
      { summary: 'x' },
      { 'if-match': `"${edited.version}"` },
    );
    expect([other.status, other.body.code]).toEqual([403, 'verdict.not_author']);
    const stale = await desk.researcher.send(
      'patch',
      `/v1/verdicts/${draft.id}`,
      { summary: 'x' },
      { 'if-match': '"1"' },
    );
    expect([stale.status, stale.body.code]).toEqual([412, 'request.stale']);
    const blind = await desk.researcher.send('patch', `/v1/verdicts/${draft.id}`, { summary: 'x' });
    expect([blind.status, blind.body.code]).toEqual([428, 'request.if_match_required']);
    const unknown = await desk.researcher.send(
      'patch',
      `/v1/verdicts/${draft.id}`,
      { rating: 'wow' },
      { 'if-match': `"${edited.version}"` },
    );
    expect(unknown.body.code).toBe('verdict.unknown_rating');
    const empty = await desk.researcher.patch(`/verdicts/${draft.id}`, edited.version, { citations: [] });
    expect(empty.citations).toEqual([]);
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '422 evidence.empty',
    );
  });

  it('a verdict in review is recalled by its author, changed, and voted on anew', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    const frozen = await desk.researcher.send(
      'patch',
      `/v1/verdicts/${verdict.id}`,
      { summary: 'x' },
      { 'if-match': `"${verdict.version}"` },
    );
    expect([frozen.status, frozen.body.code]).toEqual([409, 'verdict.wrong_state']);
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/recall`)).toBe('403 verdict.not_author');
    const draft = await desk.researcher.post(`/verdicts/${verdict.id}/recall`);
    expect(draft).toMatchObject({ status: 'draft', digest: null, policy: null, quorum: null });
    await desk.researcher.patch(`/verdicts/${verdict.id}`, draft.version, { summary: 'Now with the date.' });
    const again = await desk.researcher.post(`/verdicts/${verdict.id}/submit`, { interests: none });
    expect(again.digest).not.toBe(verdict.digest);
    expect(
      await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, {
        choice: 'approve',
        digest: verdict.digest,
        interests: none,
      }),
    ).toBe('412 verdict.digest_mismatch');
    expect((await approve(desk.reviewer, again)).outcome).toBe('approve');
    const past = await newsroom.on.asOwner<{ digest: string; hash: string }>(
      `select digest, encode(sha256(content), 'hex') as hash from verdict_past_content where verdict_id = $1`,
      [verdict.id],
    );
    expect(past).toEqual([{ digest: verdict.digest, hash: verdict.digest }]);
    expect((await lastEvent(claim, 'verdict.recalled')).facts).toMatchObject({ digest: verdict.digest });
  });

  it('an approved verdict that is revised, even to the same words, needs its ballots again', async () => {
    const { verdict } = await approvedVerdict(desk);
    expect(await read(verdict)).toMatchObject({ status: 'approved' });
    await desk.researcher.post(`/verdicts/${verdict.id}/revise`);
    const again = await desk.researcher.post(`/verdicts/${verdict.id}/submit`, { interests: none });
    expect(again).toMatchObject({ status: 'in_review', digest: verdict.digest });
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/publish`, { interests: none })).toBe(
      '409 verdict.wrong_state',
    );
    expect((await approve(desk.reviewer, again)).verdictStatus).toBe('approved');
    const { items } = await desk.editor.get(`/verdicts/${verdict.id}/ballots`);
    expect(items.map((ballot: Body) => ballot.voidedBecause)).toEqual(['revised', null]);
  });

  it('a draft that is handed over has two authors for ever, and neither votes', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    await desk.researcher.post(`/verdicts/${verdict.id}/recall`);
    const path = `/verdicts/${verdict.id}/hand-over`;
    expect(await desk.researcher.refused(path, { member: uma.member })).toBe('403 access.denied');
    expect(await desk.editor.refused(path, { member: desk.reviewer.member })).toBe('422 verdict.successor_not_writer');
    expect(await desk.editor.refused(path, { member: claim.id })).toBe('404 not_found');
    const handed = await desk.editor.post(path, { member: uma.member });
    expect([...handed.authors].sort()).toEqual([desk.researcher.member, uma.member].sort());
    expect(await desk.editor.refused(path, { member: uma.member })).toBe('409 verdict.already_author');
    await uma.patch(`/verdicts/${verdict.id}`, handed.version, { summary: 'Finished by Uma.' });
    const again = await uma.post(`/verdicts/${verdict.id}/submit`, { interests: none });
    const ballot = { choice: 'approve', digest: again.digest, interests: none };
    expect(await uma.refused(`/verdicts/${verdict.id}/ballots`, ballot)).toBe('403 verdict.author_cannot_vote');
    expect(await desk.researcher.refused(`/verdicts/${verdict.id}/ballots`, ballot)).toBe(
      '403 verdict.author_cannot_vote',
    );
  });

  it('an open version is abandoned by an author or an editor, and another one is drafted', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/abandon`, { reason: 'x' })).toBe('403 access.denied');
    expect(await desk.editor.post(`/verdicts/${verdict.id}/abandon`, { reason: 'Wrong track.' })).toMatchObject({
      status: 'abandoned',
    });
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/abandon`, { reason: 'x' })).toBe(
      '409 verdict.wrong_state',
    );
    expect(await draftOn(desk, claim.id)).toMatchObject({ number: 2, status: 'draft' });
  });
});
