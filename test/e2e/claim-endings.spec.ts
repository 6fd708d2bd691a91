import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, claimBody, claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

const why = { reason: 'It was a misreading.' };

describe('how a claim ends without a verdict, and is taken up again', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let machine: Caller;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'CMS' })).key);
  });
  afterAll(() => newsroom?.close());

  const submitted = (by: Caller = desk.researcher): Promise<Body> => by.post('/claims', claimBody(desk.article.id));
  const status = async (path: string): Promise<string> => (await desk.editor.get(path)).status;

  it('whoever submitted a claim withdraws it until it is taken up, a machine by its own key, and nobody else does', async () => {
    const other = await newsroom.hire('Rudi Researcher', 'researcher');
    const [mine, its] = [await submitted(), await submitted(machine)];
    expect(await other.refused(`/claims/${mine.id}/withdraw`, why)).toBe('403 claim.not_submitter');
    expect(await desk.researcher.refused(`/claims/${its.id}/withdraw`, why)).toBe('403 claim.not_submitter');
    const second = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'Bot' })).key);
    expect(await second.refused(`/claims/${its.id}/withdraw`, why)).toBe('403 claim.not_submitter');
    expect(await desk.reviewer.refused(`/claims/${mine.id}/withdraw`, why)).toBe('403 access.denied');
    expect(await desk.researcher.refused(`/claims/${mine.id}/withdraw`)).toBe('422 request.invalid');
    expect(await desk.researcher.post(`/claims/${mine.id}/withdraw`, why)).toMatchObject({
      status: 'withdrawn',
      stepReason: why.reason,
    });
    expect(await machine.post(`/claims/${its.id}/withdraw`, why)).toMatchObject({ status: 'withdrawn' });
    expect(await desk.researcher.refused(`/claims/${mine.id}/withdraw`, why)).toBe('409 claim.wrong_state');
    const taken = await submitted();
    await desk.editor.post(`/claims/${taken.id}/accept`, { reason: 'reach' });
    expect(await desk.researcher.refused(`/claims/${taken.id}/withdraw`, why)).toBe('409 claim.wrong_state');
    expect(await desk.editor.post(`/claims/${taken.id}/withdraw`, why)).toMatchObject({ status: 'withdrawn' });
  });

  it('a submitter does not withdraw what became the claim of others too', async () => {
    const [mine, another] = [await submitted(), await submitted(machine)];
    await desk.editor.post(`/claims/${another.id}/merge`, { into: mine.id });
    expect(await desk.researcher.refused(`/claims/${mine.id}/withdraw`, why)).toBe('403 claim.not_submitter');
    await desk.editor.post(`/claims/${mine.id}/withdraw`, why);
  });

  it('the open verdict goes with its claim, in one event, whether the claim is dropped or withdrawn', async () => {
    for (const [action, body, left] of [
      ['drop', { reason: 'not_checkable' }, 'declined'],
      ['withdraw', why, 'withdrawn'],
    ] as const) {
      const { claim, verdict } = await approvedVerdict(desk);
      expect(await desk.editor.post(`/claims/${claim.id}/${action}`, body)).toMatchObject({ status: left });
      expect(await status(`/verdicts/${verdict.id}`)).toBe('abandoned');
      const path = `/verdicts/${verdict.id}`;
      expect(await desk.editor.refused(`${path}/publish`, { interests: none })).toBe('409 verdict.wrong_state');
      const [row] = await newsroom.on.asOwner<{ type: string; changes: string[] }>(
        `select e ->> 'type' as type, array(select c ->> 'type' || ' ' || (c #>> '{after,status}') from json_array_elements(e -> 'changes') c) as changes
           from (select convert_from(bytes, 'UTF8')::json as e from event order by position desc limit 1) last`,
      );
      expect(row?.changes.sort()).toEqual([`claim ${left}`, 'verdict abandoned']);
    }
  });

  it('dropping needs a reason from the list, in words where the list has none, and a claim in checking', async () => {
    const claim = await claimInChecking(desk);
    const path = `/claims/${claim.id}/drop`;
    expect(await desk.editor.refused(path, { reason: 'boring' })).toBe('422 request.invalid');
    expect(await desk.editor.refused(path, { reason: 'other' })).toBe('422 claim.reason_needed');
    expect(await desk.researcher.refused(path, { reason: 'opinion' })).toBe('403 access.denied');
    const dropped = await desk.editor.post(path, { reason: 'other', note: 'The minister resigned.' });
    expect(dropped).toMatchObject({ closingReason: 'other', closingNote: 'The minister resigned.' });
    expect(await desk.editor.refused(path, { reason: 'opinion' })).toBe('409 claim.wrong_state');
    const stale = await desk.editor.refused(`/claims/${claim.id}/reopen`, why, { 'if-match': '"1"' });
    expect(stale).toBe('412 request.stale');
    const reopened = await desk.editor.post(`/claims/${claim.id}/reopen`, why);
    expect(reopened).toMatchObject({ status: 'submitted', closingReason: null, closingNote: null });
    expect(await desk.editor.refused(`/claims/${claim.id}/reopen`, why)).toBe('409 claim.wrong_state');
  });

  it('a retracted claim is checked again; what stands at its address stays, so it is neither merged nor withdrawn', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    expect(await desk.editor.refused(`/claims/${claim.id}/withdraw`, why)).toBe('409 claim.wrong_state');
    expect(await desk.editor.refused(`/claims/${claim.id}/merge`, { into: (await submitted()).id })).toBe(
      '409 claim.wrong_state',
    );
    const notice = await desk.researcher.post(`/claims/${claim.id}/retractions`, {
      notice: 'We take this back.',
      rationale: 'The calendar was another one.',
    });
    const { digest } = await desk.researcher.post(`/verdicts/${notice.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${notice.id}/ballots`, { choice: 'approve', digest, interests: none });
    await desk.editor.post(`/verdicts/${notice.id}/publish`, { interests: none });
    expect(await status(`/claims/${claim.id}`)).toBe('retracted');
    const reopened = await desk.editor.post(`/claims/${claim.id}/reopen`, why);
    expect(reopened).toMatchObject({ status: 'checking', publishedVerdict: notice.id });
    const answer = await desk.editor.send('post', `/v1/claims/${claim.id}/withdraw`, why);
    expect([answer.body.code, answer.body.facts]).toEqual(['claim.wrong_state', { publishedVerdict: notice.id }]);
    expect(await desk.editor.refused(`/claims/${claim.id}/merge`, { into: (await submitted()).id })).toBe(
      '409 claim.wrong_state',
    );
    const again = await draftOn(desk, claim.id);
    const frozen = await desk.researcher.post(`/verdicts/${again.id}/submit`, { interests: none });
    await desk.reviewer.post(`/verdicts/${again.id}/ballots`, {
      choice: 'approve',
      digest: frozen.digest,
      interests: none,
    });
    await desk.editor.post(`/verdicts/${again.id}/publish`, { interests: none });
    expect([await status(`/claims/${claim.id}`), await status(`/verdicts/${notice.id}`)]).toEqual([
      'published',
      'superseded',
    ]);
  });
});
