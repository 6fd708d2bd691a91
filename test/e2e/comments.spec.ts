import { eventually } from '../support/eventually.js';
import { hireInto } from '../support/hire-into.js';
import { type Body, type Caller, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, claimInChecking, type Desk, draftOn, none, staffed, verdictInReview } from '../support/story.js';

describe('what the desk says to itself', () => {
  let newsroom: Newsroom;
  let desk: Desk;
  let claim: Body;
  let draft: Body;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
    claim = await claimInChecking(desk);
    draft = await draftOn(desk, claim.id);
  });
  afterAll(() => newsroom?.close());

  const on = (type: string, id: string, more: object = {}): object => ({
    text: 'Sure?',
    subject: { type, id },
    ...more,
  });
  const say = (body: object, who: Caller = desk.reviewer): Promise<Body> =>
    who.post(`/claims/${claim.id}/comments`, body);
  const no = (body: object, who: Caller = desk.reviewer): Promise<string> =>
    who.refused(`/claims/${claim.id}/comments`, body);
  const listed = async (query = ''): Promise<string[]> =>
    (await desk.reviewer.get(`/claims/${claim.id}/comments${query}`)).items.map((one: Body) => one.id);
  const eventsOf = (id: string): Promise<Body[]> =>
    newsroom.on.asOwner(
      `select convert_from(bytes, 'UTF8')::json as told from event where convert_from(bytes, 'UTF8')::json #>> '{changes,0,id}' = $1`,
      [id],
    );

  it('hangs on the claim, on a citation, or on words of a verdict, and keeps where those stood', async () => {
    const plain = await say({ text: 'Who has the oath?' });
    expect(plain).toMatchObject({
      claim: claim.id,
      subject: { type: 'claim', id: claim.id },
      passage: null,
      replyTo: null,
      author: desk.reviewer.member,
      text: 'Who has the oath?',
      resolvedAt: null,
      resolvedBy: null,
      version: 1,
    });
    const cited = await say(on('citation', draft.citations[0]));
    expect(cited.subject).toEqual({ type: 'citation', id: draft.citations[0] });
    const passage = { field: 'rationale', exact: '20 January' };
    const pointed = await say(on('verdict', draft.id, { passage }));
    expect(pointed.passage).toEqual({
      ...passage,
      prefix: 'Its term ended on ',
      suffix: ' 2025.',
      start: 18,
      end: 28,
      utf16Start: 18,
      utf16End: 28,
      verdictVersion: draft.version,
    });
    expect((await desk.researcher.send('get', `/v1/comments/${pointed.id}`)).headers.etag).toBe('"1"');
    await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { rationale: 'It ended then.' });
    expect((await desk.researcher.get(`/comments/${pointed.id}`)).passage).toEqual(pointed.passage);
    expect(await no(on('verdict', draft.id, { passage }))).toBe('422 comment.passage_not_found');
    draft = await desk.researcher.get(`/verdicts/${draft.id}`);
  });

  it('a passage that stands twice wants its surroundings, and one in other typography is offered and not taken', async () => {
    const rationale = 'It ended on that day. “It ended” is what he said.';
    draft = await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { rationale });
    const pointing = (passage: object) => on('verdict', draft.id, { passage: { field: 'rationale', ...passage } });
    expect(await no(pointing({ exact: 'It ended' }))).toBe('422 quote.ambiguous');
    expect((await say(pointing({ exact: 'It ended', prefix: '“' }))).passage).toMatchObject({ start: 23, end: 31 });
    const offered = await desk.reviewer.send(
      'post',
      `/v1/claims/${claim.id}/comments`,
      pointing({ exact: '"It ended"' }),
    );
    expect([offered.body.code, offered.body.facts.offered[0].exact]).toEqual([
      'comment.passage_not_found',
      '“It ended”',
    ]);
    expect(await no(pointing({ exact: 'It ended', field: 'summary' }))).toBe('422 comment.passage_not_found');
    expect(await no(pointing({ exact: 'It ended', field: 'digest' }))).toBe('422 request.invalid');
  });

  it('a thread is answered, resolved by anybody at the desk, and taken up again', async () => {
    const first = await say(on('verdict', draft.id));
    const answer = await say({ text: 'Yes.', replyTo: first.id }, desk.researcher);
    expect(answer).toMatchObject({ replyTo: first.id, subject: first.subject, passage: null });
    expect(await no({ text: 'No.', replyTo: answer.id })).toBe('409 comment.is_reply');
    for (const step of ['resolve', 'reopen']) {
      expect(await desk.editor.refused(`/comments/${answer.id}/${step}`)).toBe('409 comment.is_reply');
    }
    expect(await desk.editor.refused(`/comments/${first.id}/reopen`)).toBe('409 comment.wrong_state');
    const stale = { 'if-match': '"7"' };
    expect(await desk.editor.refused(`/comments/${first.id}/resolve`, {}, stale)).toBe('412 request.stale');
    const resolved = await desk.editor.post(`/comments/${first.id}/resolve`, {}, { 'if-match': '"1"' });
    expect(resolved).toMatchObject({ resolvedBy: desk.editor.member, version: 2 });
    expect(await desk.editor.refused(`/comments/${first.id}/resolve`)).toBe('409 comment.wrong_state');
    expect(await no({ text: 'Wait.', replyTo: first.id })).toBe('409 comment.wrong_state');
    expect(await listed('?thread=resolved')).toEqual([answer.id, first.id]);
    expect(await listed('?thread=open')).not.toContain(answer.id);
    const reopened = await desk.researcher.post(`/comments/${first.id}/reopen`);
    expect(reopened).toMatchObject({ resolvedAt: null, resolvedBy: null, version: 3 });
    expect(await listed('?thread=resolved')).toEqual([]);
  });

  it('is listed newest first, by page, by subject, and with its claim', async () => {
    const all = await listed();
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Body = await desk.editor.get(`/claims/${claim.id}/comments?limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map((one: Body) => one.id));
      cursor = page.next;
    }
    expect(paged).toEqual(all);
    expect(all).toEqual([...all].sort().reverse());
    expect(await listed('?subjectType=citation')).toHaveLength(1);
    expect(await listed(`?subject=${draft.id}`)).toEqual(await listed('?subjectType=verdict'));
    expect(await listed(`?subject=${draft.id}&thread=resolved`)).toEqual([]);
    const filtered = await desk.editor.get(`/claims/${claim.id}/comments?limit=1&subjectType=verdict`);
    const elsewhere = await desk.editor.send('get', `/v1/claims/${claim.id}/comments?cursor=${filtered.next}`);
    expect(elsewhere.body.code).toBe('request.bad_cursor');
    const whole = await desk.editor.get(`/claims/${claim.id}?include=comments`);
    expect(whole.comments.map((one: Body) => one.id).reverse()).toEqual(all);
  });

  it('what is nowhere, on another claim, or at another newsroom is the same 404', async () => {
    const other = await claimInChecking(desk);
    const foreign = await draftOn(desk, other.id);
    const nothing = '0197c0de-0000-7000-8000-00000000dead';
    const there = await desk.reviewer.post(`/claims/${other.id}/comments`, { text: 'There.' });
    for (const body of [
      ...[foreign.citations[0], nothing].map((id) => on('citation', id)),
      ...[foreign.id, nothing].map((id) => on('verdict', id)),
      ...[other.id, nothing].map((id) => on('claim', id)),
      ...[there.id, nothing].map((replyTo) => ({ text: 'x', replyTo })),
    ]) {
      expect(await no(body)).toBe('404 not_found');
    }
    const rival = await hireInto(newsroom, await newsroom.rival(), 'Olga Other', 'editor');
    for (const id of [claim.id, nothing]) {
      expect(await rival.refused(`/claims/${id}/comments`, { text: 'x' })).toBe('404 not_found');
      expect((await rival.send('get', `/v1/claims/${id}/comments`)).status).toBe(404);
    }
    for (const id of [there.id, nothing]) {
      expect((await rival.send('get', `/v1/comments/${id}`)).status).toBe(404);
      for (const step of ['resolve', 'reopen'])
        expect(await rival.refused(`/comments/${id}/${step}`)).toBe('404 not_found');
    }
  });

  it('is said by people at the desk only, and in whole sentences', async () => {
    const first = await say({ text: 'One.' });
    const machine = newsroom.caller((await newsroom.admin.post('/api-keys', { name: 'CMS' })).key);
    const auditor = await newsroom.hire('Aud Auditor', 'auditor');
    for (const [who, code] of [
      [machine, '403 access.person_needed'],
      [auditor, '403 access.denied'],
      [newsroom.admin, '403 access.denied'],
      [newsroom.nobody, '401 key.missing'],
    ] as const) {
      expect(await no({ text: 'x' }, who)).toBe(code);
      for (const step of ['resolve', 'reopen']) expect(await who.refused(`/comments/${first.id}/${step}`)).toBe(code);
    }
    const passage = { field: 'summary', exact: 'x' };
    for (const body of [
      {},
      { text: '' },
      { text: 'x'.repeat(10_001) },
      { text: 'x', passage },
      on('claim', claim.id, { passage }),
      on('claim', claim.id, { replyTo: first.id }),
      { text: 'x', passage, replyTo: first.id },
      on('source', claim.id),
      on('claim', 'here'),
    ]) {
      expect(await no(body)).toBe('422 request.invalid');
    }
  });

  it('makes nobody an author, is no part of what is judged, and bars no vote', async () => {
    const { claim: judged, verdict } = await verdictInReview(desk);
    const text = 'I would add the oath.';
    const body = {
      text,
      subject: { type: 'verdict', id: verdict.id },
      passage: { field: 'summary', exact: 'Another' },
    };
    await desk.reviewer.post(`/claims/${judged.id}/comments`, body);
    const after = await desk.reviewer.get(`/verdicts/${verdict.id}`);
    expect([after.authors, after.digest, after.version]).toEqual([verdict.authors, verdict.digest, verdict.version]);
    const ballot = { choice: 'approve', digest: verdict.digest, interests: none };
    expect((await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, ballot)).verdictStatus).toBe('approved');
  });

  it('stands in the log without its words, and tells nothing of a ballot', async () => {
    const { claim: judged, verdict } = await verdictInReview(desk);
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'recuse',
      reason: 'I know the mayor.',
      digest: verdict.digest,
      interests: none,
    });
    const said = await desk.reviewer.post(`/claims/${judged.id}/comments`, { text: 'Ask Maria Sample.' });
    const [event] = await eventsOf(said.id);
    expect(event.told.type).toBe('comment.added');
    expect(event.told.changes[0].after.text).toEqual({ committed: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(JSON.stringify(event.told)).not.toMatch(/Maria|recuse|mayor/);
    expect(Object.keys(said).sort()).toEqual(Object.keys(event.told.changes[0].after).sort());
    await desk.researcher.post(`/claims/${judged.id}/comments`, { text: 'I did.', replyTo: said.id });
    const sentences = await eventually('the log has both', async () => {
      const { items } = await desk.editor.get(`/claims/${judged.id}/history`);
      const told = items.filter((item: Body) => item.type === 'comment.added').map((item: Body) => item.sentence);
      return told.length === 2 && told;
    });
    expect(sentences[1]).toMatch(/ commented/);
    expect(sentences[0]).toMatch(/ answered in a thread of comments/);
  });

  it('may be said on a claim that nobody checks any more', async () => {
    const declined = await desk.researcher.post('/claims', claimBody(desk.article.id));
    await desk.editor.post(`/claims/${declined.id}/decline`, { reason: 'opinion' });
    const said = await desk.reviewer.post(`/claims/${declined.id}/comments`, { text: 'A pity.' });
    await desk.reviewer.post(`/comments/${said.id}/resolve`);
  });

  it('of a hundred who resolve a thread at once one does, and one event tells', async () => {
    const { id } = await say({ text: 'Race.' });
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => desk.reviewer.send('post', `/v1/comments/${id}/resolve`, {})),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'comment.wrong_state')).toHaveLength(99);
    expect((await eventsOf(id)).map((row) => row.told.type).sort()).toEqual(['comment.added', 'comment.resolved']);
    const again = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        desk.reviewer.send('post', `/v1/comments/${id}/${n % 2 ? 'resolve' : 'reopen'}`, {}),
      ),
    );
    const done = again.filter(({ status }) => status === 200).length;
    expect((await eventsOf(id)).length).toBe(2 + done);
    expect((await desk.editor.get(`/comments/${id}`)).version).toBe(2 + done);
  });
});
