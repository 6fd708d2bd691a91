import { sha256Hex } from '#libs/kernel';
import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import {
  approvedVerdict,
  articleText,
  claimBody,
  claimInChecking,
  type Desk,
  draftOn,
  none,
  staffed,
  verdictInReview,
} from '../support/story.js';

describe('from a sentence to an audited verdict', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(async () => {
    await newsroom?.close();
  });

  it('an article is kept as one immutable revision, named by the SHA-256 of its text', async () => {
    expect(desk.article.revision.sha256).toBe(sha256Hex(articleText));
    expect(await desk.researcher.get(`/articles/${desk.article.id}/text`)).toBe(articleText);
    expect(
      await desk.researcher.refused('/articles', {
        headline: 'x',
        outlet: 'x',
        language: 'en',
        text: 'y',
        url: desk.article.url,
      }),
    ).toBe('409 article.address_taken');
  });

  it('a quote is found and its position stored in code points and UTF-16 units', async () => {
    const claim = await desk.researcher.post(
      '/claims',
      claimBody(desk.article.id, { appearance: { article: desk.article.id, exact: '“an epic”' } }),
    );
    const [utterance] = claim.utterances;
    expect(articleText.slice(utterance.utf16Start, utterance.utf16End)).toBe('“an epic”');
    expect([...articleText].slice(utterance.start, utterance.end).join('')).toBe('“an epic”');
    expect(utterance.suffix.startsWith(', said José')).toBe(true);
  });

  it('a quote that is not there, or there twice, is refused with what to do', async () => {
    const at = (appearance: object) =>
      desk.researcher.send(
        'post',
        '/v1/claims',
        claimBody(desk.article.id, { appearance: { article: desk.article.id, ...appearance } }),
      );
    const missing = await at({ exact: '"an epic"' });
    expect([missing.status, missing.body.code, missing.body.facts.offered[0].exact]).toEqual([
      422,
      'quote.not_found',
      '“an epic”',
    ]);
    const twice = await at({ exact: 'Nearly 900 people are' });
    expect([twice.status, twice.body.code, twice.body.facts.count]).toEqual([422, 'quote.ambiguous', 2]);
    expect((await at({ exact: 'Nearly 900 people are', suffix: ' waiting' })).status).toBe(201);
  });

  it("a verdict goes from draft to publication only past somebody else's judgement", async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    expect(draft.status).toBe('draft');
    expect(await desk.editor.refused(`/verdicts/${draft.id}/publish`, { interests: none })).toBe(
      '409 verdict.wrong_state',
    );
    const verdict = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    expect(verdict).toMatchObject({ status: 'in_review', policy: 1, quorum: { approvals: 1, of: 1 } });
    expect(verdict.digest).toMatch(/^[0-9a-f]{64}$/);
    const ballot = { choice: 'approve', digest: verdict.digest, interests: none };
    expect(await desk.editor.refused(`/verdicts/${draft.id}/publish`, { interests: none })).toBe(
      '409 verdict.wrong_state',
    );
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe(
      '403 verdict.author_cannot_vote',
    );
    expect(await newsroom.admin.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe('403 access.denied');
    expect(await desk.reviewer.refused(`/verdicts/${draft.id}/ballots`, { ...ballot, digest: '0'.repeat(64) })).toBe(
      '412 verdict.digest_mismatch',
    );
    expect(await desk.reviewer.refused(`/verdicts/${draft.id}/ballots`, { ...ballot, interests: undefined })).toBe(
      '422 interests.undeclared',
    );
    expect(await desk.reviewer.post(`/verdicts/${draft.id}/ballots`, ballot)).toMatchObject({
      outcome: 'approve',
      verdictStatus: 'approved',
    });
    expect(await desk.reviewer.refused(`/verdicts/${draft.id}/publish`, { interests: none })).toBe('403 access.denied');
    expect(await desk.editor.post(`/verdicts/${draft.id}/publish`, { interests: none })).toMatchObject({
      status: 'published',
    });
    const after = await desk.researcher.get(
      `/claims/${claim.id}?include=utterances,citations,verdicts,enquiries,links`,
    );
    expect(after).toMatchObject({
      status: 'published',
      publishedVerdict: draft.id,
      verdicts: [{ status: 'published', rating: 'false' }],
    });
    expect([after.utterances.length, after.citations.length, after.enquiries.length, after.links]).toEqual([
      1,
      1,
      1,
      [],
    ]);
  });

  it('the frozen bytes are what the digest names, and nothing later touches them', async () => {
    const { verdict } = await verdictInReview(desk);
    const [row] = await newsroom.on.asOwner<{ content: Buffer }>('select content from verdict where id = $1', [
      verdict.id,
    ]);
    expect(sha256Hex(row?.content as Buffer)).toBe(verdict.digest);
    expect(JSON.parse((row?.content as Buffer).toString())).toMatchObject({
      rating: 'false',
      policy: 1,
      citations: [{ source: { title: 'Twentieth Amendment' } }],
    });
  });

  it('whoever has an interest neither votes nor publishes, and can step aside', async () => {
    const { verdict } = await verdictInReview(desk);
    const mine = { declared: 'one', description: 'I own shares of the outlet.' };
    const ballot = { choice: 'approve', digest: verdict.digest, interests: mine };
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, ballot)).toBe('403 interests.conflict');
    const recused = await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      ...ballot,
      choice: 'recuse',
      reason: 'Shares.',
    });
    expect(recused).toMatchObject({ choice: 'recuse', outcome: 'undecided' });
    await desk.editor.post(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none });
    expect(await desk.editor.refused(`/verdicts/${verdict.id}/publish`, { interests: mine })).toBe(
      '403 interests.conflict',
    );
  });

  it('a rejection sends the verdict back to its author', async () => {
    const { verdict } = await verdictInReview(desk);
    expect(
      await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, {
        choice: 'reject',
        digest: verdict.digest,
        interests: none,
      }),
    ).toBe('422 ballot.comment_needed');
    const rejected = await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'reject',
      digest: verdict.digest,
      interests: none,
      comment: 'Cite the oath too.',
    });
    expect(rejected).toMatchObject({ outcome: 'requestChanges', verdictStatus: 'changes_requested' });
  });

  it('ballots of others stay hidden until the quorum has decided', async () => {
    const { verdict } = await verdictInReview(desk);
    await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'recuse',
      reason: 'A friend.',
      digest: verdict.digest,
      interests: none,
    });
    expect((await desk.editor.get(`/verdicts/${verdict.id}/ballots`)).items).toEqual([]);
    expect((await desk.reviewer.get(`/verdicts/${verdict.id}/ballots`)).items.length).toBe(1);
    await desk.editor.post(`/verdicts/${verdict.id}/ballots`, {
      choice: 'approve',
      digest: verdict.digest,
      interests: none,
    });
    expect((await desk.researcher.get(`/verdicts/${verdict.id}/ballots`)).items.length).toBe(2);
  });

  it('submit asks for evidence, a reply record and a declaration of interests', async () => {
    const claim = await claimInChecking(desk);
    const bare = { rating: 'false', summary: 's', rationale: 'r', citations: [] };
    expect(await desk.researcher.refused(`/claims/${claim.id}/verdicts`, { ...bare, rating: 'pants' })).toBe(
      '422 verdict.unknown_rating',
    );
    const draft = await desk.researcher.post(`/claims/${claim.id}/verdicts`, bare);
    expect(await desk.researcher.refused(`/claims/${claim.id}/verdicts`, bare)).toBe('409 verdict.open_already');
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`)).toBe('422 interests.undeclared');
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '422 evidence.empty',
    );
    expect(await desk.editor.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '403 verdict.not_author',
    );
  });

  it('excerpt and retrieval time exist only where somebody saw the source', async () => {
    const claim = await claimInChecking(desk);
    const source = await desk.researcher.post('/sources', { kind: 'document', title: 'A page', access: 'open' });
    const linked = { source: source.id, stance: 'context', mode: 'linked', primary: false };
    expect(await desk.researcher.refused(`/claims/${claim.id}/citations`, { ...linked, excerpt: 'never seen' })).toBe(
      '422 citation.invalid',
    );
    expect(await desk.researcher.refused(`/claims/${claim.id}/citations`, { ...linked, mode: 'consulted' })).toBe(
      '422 citation.invalid',
    );
    const figure = { value: '894', unit: 'people', asOf: '2025-05-05' };
    const seen = {
      ...linked,
      mode: 'consulted',
      consultedOn: '2025-05-09',
      excerpt: 'A sentence of it',
      retrievedAt: '2025-05-09T10:00:00Z',
      figure,
    };
    expect(await desk.researcher.post(`/claims/${claim.id}/citations`, seen)).toMatchObject({
      consultedBy: desk.researcher.member,
      retrievedAt: '2025-05-09T10:00:00.000Z',
      figure: { ...figure, period: null },
    });
  });

  it('history tells who did what, from the ledger', async () => {
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    const history = await eventually('the log has everything', async () => {
      const page = await desk.researcher.get(`/claims/${claim.id}/history`);
      return page.items[0]?.type === 'verdict.published' && page.items;
    });
    expect(history.map((item: Body) => item.type).reverse()).toEqual([
      'claim.submitted',
      'claim.accepted',
      'claim.assigned',
      'citation.added',
      'enquiry.recorded',
      'verdict.drafted',
      'verdict.submitted',
      'ballot.cast',
      'verdict.published',
    ]);
    expect(history[1].actor.member).toBe(desk.reviewer.member);
    const older = await desk.researcher.get(`/claims/${claim.id}/history?limit=2&before=${history[0].index}`);
    expect(older.items.map((item: Body) => item.index)).toEqual([history[1].index, history[2].index]);
  });
});
