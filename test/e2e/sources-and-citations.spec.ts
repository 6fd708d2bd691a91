import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, draftOn, none, staffed, verdictInReview } from '../support/story.js';

describe('sources and citations', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
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
  const frozen = async (verdict: string): Promise<Body> => {
    const [row] = await newsroom.on.asOwner<{ content: Buffer }>('select content from verdict where id = $1', [
      verdict,
    ]);
    return JSON.parse((row?.content as Buffer).toString());
  };
  const patchRefused = async (path: string, version: number, body: object): Promise<string> => {
    const answer = await desk.researcher.send('patch', `/v1${path}`, body, { 'if-match': `"${version}"` });
    return `${answer.status} ${answer.body.code}`;
  };

  it('a source is changed only by somebody who saw its last version', async () => {
    const made = await source({ publisher: 'A', url: 'https://a.example/' });
    const edited = await desk.researcher.patch(`/sources/${made.id}`, 1, { title: 'Another page', publisher: null });
    expect(edited).toMatchObject({ title: 'Another page', publisher: null, url: 'https://a.example/', version: 2 });
    expect(await patchRefused(`/sources/${made.id}`, 1, { title: 'x' })).toBe('412 request.stale');
    expect((await desk.researcher.send('patch', `/v1/sources/${made.id}`, { title: 'x' })).status).toBe(428);
    expect(await patchRefused(`/sources/${made.id}`, 2, { title: null })).toBe('422 request.invalid');
  });

  it('sources are found by kind and by how their title begins', async () => {
    const one = await source({ kind: 'dataset', title: 'Zählung der Häftlinge 2025' });
    const titles = async (query: string): Promise<string[]> =>
      (await desk.researcher.get(`/sources?${query}`)).items.map((item: Body) => item.id);
    expect(await titles(`q=${encodeURIComponent('zähl')}`)).toEqual([one.id]);
    expect(await titles('q=der')).toEqual([]);
    expect(await titles(`kind=dataset&q=${encodeURIComponent('ZÄHLUNG')}`)).toEqual([one.id]);
    expect(await titles('kind=person&q=z')).toEqual([]);
  });

  it('duplicates merge in one step: no citation moves, the target is named to whoever cites the old one', async () => {
    const [kept, double, third] = [await source(), await source(), await source()];
    const claim = await claimInChecking(desk);
    const citation = await cite(claim.id, double.id);
    expect(await desk.researcher.refused(`/sources/${double.id}/merge`, { into: kept.id })).toBe('403 access.denied');
    expect(await desk.editor.refused(`/sources/${kept.id}/merge`, { into: kept.id })).toBe('409 source.merge_chain');
    const merged = await desk.editor.post(`/sources/${double.id}/merge`, { into: kept.id });
    expect(merged).toMatchObject({ mergedInto: kept.id, version: 2 });
    expect((await desk.researcher.get(`/citations/${citation.id}`)).source).toBe(double.id);
    const answer = await desk.researcher.send('post', `/v1/claims/${claim.id}/citations`, {
      source: double.id,
      stance: 'context',
      mode: 'linked',
      primary: false,
    });
    expect([answer.status, answer.body.code, answer.body.facts]).toEqual([
      409,
      'source.merged',
      { mergedInto: kept.id },
    ]);
    expect(await desk.editor.refused(`/sources/${third.id}/merge`, { into: double.id })).toBe('409 source.merge_chain');
    expect(await desk.editor.refused(`/sources/${kept.id}/merge`, { into: third.id })).toBe('409 source.merge_chain');
    expect(await desk.editor.refused(`/sources/${double.id}/merge`, { into: third.id })).toBe('409 source.merged');
    expect(await patchRefused(`/sources/${double.id}`, 2, { title: 'x' })).toBe('409 source.merged');
    expect(await desk.editor.post(`/sources/${double.id}/unmerge`)).toMatchObject({ mergedInto: null, version: 3 });
    expect(await desk.editor.refused(`/sources/${double.id}/unmerge`)).toBe('409 source.not_merged');
    await cite(claim.id, double.id);
  });

  it('of merges that cross each other one wins, and none waits for ever', async () => {
    const [a, b] = [await source(), await source()];
    const tries = Array.from({ length: 20 }, (_, at) => {
      const [from, into] = at % 2 === 0 ? [a, b] : [b, a];
      return desk.editor.send('post', `/v1/sources/${from.id}/merge`, { into: into.id });
    });
    const answers = await Promise.all(tries);
    expect(answers.filter(({ status }) => status === 200).length).toBe(1);
    expect(answers.filter(({ status }) => status === 409).length).toBe(19);
  });

  it('nothing that happens to a source or a citation touches what a verdict froze', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    const before = await frozen(verdict.id);
    const [cited] = before.citations;
    await desk.researcher.patch(`/sources/${cited.source.id}`, 1, { title: 'Renamed', unnamed: true });
    await desk.editor.post(`/sources/${cited.source.id}/merge`, { into: (await source()).id });
    const edited = await desk.editor.patch(`/citations/${cited.id}`, 1, { stance: 'supports', primary: false });
    expect(edited).toMatchObject({ stance: 'supports', primary: false, version: 2 });
    expect(edited.changedBy).toEqual([{ member: desk.editor.member, at: expect.any(String) }]);
    expect(await frozen(verdict.id)).toEqual(before);
    const ballot = { choice: 'approve', digest: verdict.digest, interests: none };
    expect(await desk.reviewer.post(`/verdicts/${verdict.id}/ballots`, ballot)).toMatchObject({
      verdictStatus: 'approved',
    });
    expect((await desk.researcher.get(`/claims/${claim.id}/citations`)).items[0].stance).toBe('supports');
  });

  it('a citation says only what is true of its mode', async () => {
    const claim = await claimInChecking(desk);
    const linked = await cite(claim.id, (await source()).id);
    expect(await patchRefused(`/citations/${linked.id}`, 1, { excerpt: 'never seen' })).toBe('422 citation.invalid');
    expect(await patchRefused(`/citations/${linked.id}`, 1, { mode: 'consulted' })).toBe('422 request.invalid');
    const figure = { value: '894', unit: 'people', asOf: '2025-05-05', vintage: 'first' };
    expect(
      await desk.researcher.patch(`/citations/${linked.id}`, 1, {
        figure,
        archivedUrl: 'https://archive.example/page',
        note: 'The count of May.',
      }),
    ).toMatchObject({ figure: { ...figure, period: null, publishedOn: null }, version: 2 });
    expect(await desk.researcher.patch(`/citations/${linked.id}`, 2, { figure: null, note: null })).toMatchObject({
      figure: null,
      note: null,
      archivedUrl: 'https://archive.example/page',
    });
    const seen = await cite(claim.id, (await source()).id, { mode: 'consulted', consultedOn: '2025-05-09' });
    expect(await desk.researcher.patch(`/citations/${seen.id}`, 1, { excerpt: 'Seen.' })).toMatchObject({
      excerpt: 'Seen.',
      consultedOn: '2025-05-09',
    });
  });

  it('a citation never derives from itself, by however many steps', async () => {
    const claim = await claimInChecking(desk);
    const a = await cite(claim.id, (await source()).id);
    const b = await cite(claim.id, (await source()).id, { derivesFrom: a.id });
    const c = await cite(claim.id, (await source()).id, { derivesFrom: b.id });
    expect(await patchRefused(`/citations/${a.id}`, 1, { derivesFrom: a.id })).toBe('422 citation.derives_from_itself');
    expect(await patchRefused(`/citations/${a.id}`, 1, { derivesFrom: c.id })).toBe('422 citation.derives_from_itself');
    const other = await cite((await claimInChecking(desk)).id, (await source()).id);
    expect(await patchRefused(`/citations/${a.id}`, 1, { derivesFrom: other.id })).toBe('422 citation.not_on_claim');
    expect(await desk.researcher.patch(`/citations/${c.id}`, 1, { derivesFrom: null })).toMatchObject({
      derivesFrom: null,
    });
  });

  it('a removed citation keeps its row and its reason, and is refused while an open verdict rests on it', async () => {
    const claim = await claimInChecking(desk);
    const verdict = await draftOn(desk, claim.id);
    const [citation] = verdict.citations;
    const reason = { reason: 'The page was a forgery.' };
    const answer = await desk.researcher.send('post', `/v1/citations/${citation}/remove`, reason);
    expect([answer.status, answer.body.code, answer.body.facts]).toEqual([
      409,
      'citation.in_use',
      { verdict: verdict.id, status: 'draft' },
    ]);
    await desk.researcher.patch(`/verdicts/${verdict.id}`, verdict.version, { citations: [] });
    expect(await desk.researcher.refused(`/citations/${citation}/remove`)).toBe('422 request.invalid');
    expect(await desk.researcher.post(`/citations/${citation}/remove`, reason)).toMatchObject({
      removedBecause: 'The page was a forgery.',
      removedBy: desk.researcher.member,
      version: 2,
    });
    expect(await desk.researcher.refused(`/citations/${citation}/remove`, reason)).toBe('409 citation.removed');
    expect(await patchRefused(`/citations/${citation}`, 2, { note: 'x' })).toBe('409 citation.removed');
    expect((await desk.researcher.get(`/claims/${claim.id}/citations`)).items).toEqual([]);
    expect((await desk.researcher.get(`/claims/${claim.id}/citations?removed=true`)).items.length).toBe(1);
    const again = await desk.researcher.get(`/verdicts/${verdict.id}`);
    const put = await desk.researcher.send(
      'patch',
      `/v1/verdicts/${verdict.id}`,
      { citations: [citation] },
      { 'if-match': `"${again.version}"` },
    );
    expect([put.status, put.body.code]).toEqual([422, 'citation.not_on_claim']);
  });
});
