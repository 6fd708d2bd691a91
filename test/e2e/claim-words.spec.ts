import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimBody, claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';

describe('the words of a claim, and what it is about', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const submitted = (more: object = {}): Promise<Body> =>
    desk.researcher.post('/claims', claimBody(desk.article.id, more));
  const send = async (method: 'patch' | 'put', path: string, version: number, body: object): Promise<string> => {
    const answer = await desk.editor.send(method, `/v1${path}`, body, { 'if-match': `"${version}"` });
    return `${answer.status} ${answer.body.code ?? ''}`.trim();
  };
  const read = (claim: Body): Promise<Body> => desk.editor.get(`/claims/${claim.id}`);

  it('the words are amended until a verdict is submitted on them, and old wordings are kept', async () => {
    const claim = await submitted({
      kind: 'quantity',
      quantity: { comparator: 'nearly', high: '900', unit: 'people' },
    });
    const path = `/claims/${claim.id}`;
    const first = await desk.researcher.patch(path, 1, { statement: 'Nearly 900 were held.', language: 'en-GB' });
    expect(first).toMatchObject({ statement: 'Nearly 900 were held.', quantity: { high: '900' }, version: 2 });
    const wrong = { quantity: { comparator: 'between', low: '9', unit: 'people' } };
    expect(await send('patch', path, 2, wrong)).toBe('422 claim.quantity_invalid');
    expect(await send('patch', path, 2, { statement: null })).toBe('422 request.invalid');
    await desk.researcher.patch(path, 2, { priority: 3 });
    await desk.editor.patch(path, 3, { kind: 'event', quantity: null });
    const { items } = await eventually('the log has it', async () => {
      const kept = await desk.reviewer.get(`${path}/wordings`);
      return kept.items.length === 3 && kept;
    });
    expect(items.map(({ statement, kind, quantity }: Body) => [statement, kind, quantity?.high ?? null])).toEqual([
      [claim.statement, 'quantity', '900'],
      ['Nearly 900 were held.', 'quantity', '900'],
      ['Nearly 900 were held.', 'event', null],
    ]);
    expect([items[0].until, items[1].until, items[2].until]).toEqual([items[1].from, items[2].from, null]);
    expect(items[2].by.member).toBe(desk.editor.member);
    const unknown = await desk.editor.send('get', `/v1/claims/${desk.article.id}/wordings`);
    expect(unknown.status).toBe(404);
  });

  it('whoever rewords under a draft is its author; under a submitted verdict nobody rewords', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    const path = `/claims/${claim.id}`;
    await desk.editor.patch(path, claim.version, { statement: 'It was carried out in May 2025.' });
    const frozen = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    const ballot = { choice: 'approve', digest: frozen.digest, interests: none };
    expect(await desk.editor.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe('403 verdict.author_cannot_vote');
    const { version } = await read(claim);
    expect(await send('patch', path, version, { statement: 'x' })).toBe('409 claim.wording_frozen');
    expect(await send('patch', path, version, { statement: 'It was carried out in May 2025.', priority: 1 })).toBe(
      '200',
    );
    await desk.researcher.post(`/verdicts/${draft.id}/recall`);
    expect(await send('patch', path, version + 1, { statement: 'x' })).toBe('200');
    await desk.editor.post(`${path}/drop`, { reason: 'no_capacity' });
    const dropped = await read(claim);
    expect(await send('patch', path, dropped.version, { statement: 'y' })).toBe('409 claim.wrong_state');
  });

  it('a topic has a code that nobody takes twice, and claims are found by it', async () => {
    const labels = { en: 'Human rights', es: 'Derechos humanos' };
    expect(await desk.researcher.refused('/topics', { code: 'human_rights', labels })).toBe('403 access.denied');
    expect(await desk.editor.refused('/topics', { code: 'Human rights', labels })).toBe('422 request.invalid');
    const topic = await desk.editor.post('/topics', { code: 'human_rights', labels });
    const energy = await desk.editor.post('/topics', { code: 'energy', labels: { en: 'Energy' } });
    expect(await desk.editor.refused('/topics', { code: 'human_rights', labels: {} })).toBe('409 topic.code_taken');
    expect(await desk.reviewer.get(`/topics/${topic.id}`)).toMatchObject({ code: 'human_rights', labels });
    const page = await desk.reviewer.get('/topics?limit=1');
    const rest = await desk.reviewer.get(`/topics?limit=1&cursor=${page.next}`);
    expect([page.items[0].id, rest.items[0].id, rest.next]).toEqual([energy.id, topic.id, null]);
    expect((await (await newsroom.rival()).get('/topics')).items).toEqual([]);

    const claims = [await submitted(), await submitted(), await submitted()];
    for (const claim of claims)
      await desk.researcher.put(`/claims/${claim.id}/topics`, 1, { topics: ['human_rights', 'energy', 'energy'] });
    const [one, two, three] = claims;
    expect((await read(one)).topics).toEqual(['energy', 'human_rights']);
    expect(await send('put', `/claims/${one.id}/topics`, 2, { topics: ['astrology'] })).toBe('422 topic.unknown');
    expect(await send('put', `/claims/${one.id}/topics`, 1, { topics: [] })).toBe('412 request.stale');
    expect((await desk.editor.send('put', `/v1/claims/${one.id}/topics`, { topics: [] })).status).toBe(428);
    await desk.researcher.put(`/claims/${two.id}/topics`, 2, { topics: ['human_rights'] });
    const found = async (query: string): Promise<string[]> => {
      const all: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const next: Body = await desk.researcher.get(`/claims?${query}&limit=1${cursor && `&cursor=${cursor}`}`);
        all.push(...next.items.map(({ id }: Body) => id));
        cursor = next.next;
      }
      return all;
    };
    expect(await found('topic=energy')).toEqual([three.id, one.id]);
    expect(await found('topic=human_rights')).toEqual([three.id, two.id, one.id]);
    await desk.editor.post(`/claims/${three.id}/decline`, { reason: 'opinion' });
    expect(await found('topic=human_rights&status=submitted&kind=attribution')).toEqual([two.id, one.id]);
    expect(await found('topic=nothing')).toEqual([]);
  });

  it('a claim that is said again is listed with every saying, the first of them named', async () => {
    const claim = await submitted();
    const path = `/claims/${claim.id}/utterances`;
    const saying = (more: object = {}): object => ({
      claimant: { kind: 'person', name: 'Grace Speaker' },
      mode: 'verbatim',
      appearance: { medium: 'television', excerpt: 'So it was.' },
      ...more,
    });
    expect(await desk.reviewer.refused(path, saying())).toBe('403 access.denied');
    const bare = { article: desk.article.id, exact: 'words that are not there' };
    expect(await desk.researcher.refused(path, saying({ appearance: bare }))).toBe('422 quote.not_found');
    const twice = { article: desk.article.id, exact: 'Nearly 900 people are' };
    expect(await desk.researcher.refused(path, saying({ appearance: twice }))).toBe('422 quote.ambiguous');
    expect(await desk.researcher.refused(path, saying({ mode: 'implied' }))).toBe('422 request.invalid');
    expect(await desk.researcher.refused(path, saying({ claimant: { id: claim.id } }))).toBe('404 not_found');
    const later = await desk.researcher.post(path, saying({ saidOn: '2025-05-09' }));
    expect(later).toMatchObject({ claim: claim.id, mode: 'verbatim', unanchored: { medium: 'television' } });
    const shown = async (): Promise<Body> => desk.reviewer.get(`/claims/${claim.id}?include=utterances`);
    expect(await shown()).toMatchObject({ firstAppearance: claim.utterances[0].id });
    const earlier = await desk.researcher.post(path, saying({ saidOn: '2025-05-06T22:31-04:00' }));
    expect((await shown()).firstAppearance).toBe(earlier.id);
    expect((await shown()).utterances.length).toBe(3);
    await desk.editor.post(`/claims/${claim.id}/decline`, { reason: 'opinion' });
    expect(await desk.researcher.refused(path, saying())).toBe('409 claim.wrong_state');
  });

  it('a link is taken away once, from either end, and may be made again', async () => {
    const [one, two] = [await submitted(), await submitted()];
    const body = { other: two.id, kind: 'in_tension_with' };
    const link = await desk.researcher.post(`/claims/${one.id}/links`, body);
    expect(await desk.researcher.refused(`/claims/${one.id}/links`, body)).toBe('409 claim.linked_already');
    const path = `/claims/${two.id}/links/${link.id}/remove`;
    const foreign = `/claims/${(await submitted()).id}/links/${link.id}/remove`;
    expect(await desk.researcher.refused(path)).toBe('422 request.invalid');
    expect(await desk.researcher.refused(foreign, { reason: 'x' })).toBe('404 not_found');
    const removed = await desk.researcher.post(path, { reason: 'Both could not be true.' });
    expect(removed).toMatchObject({ id: link.id, version: 2 });
    expect(removed.removedAt).not.toBeNull();
    expect(await desk.researcher.refused(path, { reason: 'x' })).toBe('409 claim.link_removed');
    await desk.researcher.post(`/claims/${one.id}/links`, { ...body, kind: 'contradicts' });
    await desk.researcher.post(`/claims/${one.id}/links`, body);
    const { links } = await desk.researcher.get(`/claims/${two.id}?include=links`);
    expect(links.map(({ kind, removedAt }: Body) => [kind, removedAt !== null])).toEqual([
      ['in_tension_with', true],
      ['contradicts', false],
      ['in_tension_with', false],
    ]);
  });
});
