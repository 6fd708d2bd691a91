import { eventually } from '../support/eventually.js';
import { type Body, type Newsroom, openNewsroom } from '../support/newsroom.js';
import { approvedVerdict, claimBody, claimInChecking, type Desk, draftOn, none, staffed } from '../support/story.js';
import { parseCsv } from '../integration/outward/parse-csv.js';

describe('claims that are one, and one that is several', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  const submitted = (more: object = {}): Promise<Body> =>
    desk.researcher.post('/claims', claimBody(desk.article.id, more));
  const merge = (from: Body, into: Body): Promise<Body> =>
    desk.editor.post(`/claims/${from.id}/merge`, { into: into.id });
  const refused = (from: Body, into: { id: string }): Promise<string> =>
    desk.editor.refused(`/claims/${from.id}/merge`, { into: into.id });
  const whole = (claim: Body, more = ''): Promise<Body> =>
    desk.editor.get(`/claims/${claim.id}?include=utterances,duplicates${more}`);
  const close = (claim: Body): Promise<Body> => desk.editor.post(`/claims/${claim.id}/decline`, { reason: 'opinion' });
  const ids = (items: readonly Body[]): string[] => items.map(({ id }) => id);

  it('merge in one step, into what is open or shown, by an editor', async () => {
    const [a, b, c] = [await submitted(), await submitted(), await submitted()];
    expect(await desk.researcher.refused(`/claims/${a.id}/merge`, { into: b.id })).toBe('403 access.denied');
    expect(await refused(a, a)).toBe('409 claim.merge_chain');
    expect(await refused(a, { id: desk.article.id })).toBe('404 not_found');
    expect(await merge(a, b)).toMatchObject({ status: 'duplicate', duplicateOf: b.id });
    expect(await refused(c, a)).toBe('409 claim.merge_chain');
    expect(await refused(b, c)).toBe('409 claim.merge_chain');
    expect(await refused(a, c)).toBe('409 claim.wrong_state');
    const declined = await close(await submitted());
    expect(await refused(c, declined)).toBe('409 claim.wrong_state');
    const { claim, verdict } = await approvedVerdict(desk);
    await desk.editor.post(`/verdicts/${verdict.id}/publish`, { interests: none });
    expect(await merge(c, claim)).toMatchObject({ duplicateOf: claim.id });
    expect(await desk.editor.refused(`/claims/${b.id}/unmerge`, { reason: 'x' })).toBe('409 claim.wrong_state');
    const rival = await newsroom.rival();
    expect(await rival.refused(`/claims/${b.id}/merge`, { into: a.id })).toBe('403 access.denied');
  });

  it('the sayings of a duplicate count with its target, and are its own again when it is unmerged', async () => {
    const target = await submitted({ saidOn: '2025-05-06' });
    const early = await submitted({ saidOn: '2025-03', claimant: { kind: 'person', name: 'Grace Speaker' } });
    expect((await whole(target)).firstAppearance).toBe(target.utterances[0].id);
    await merge(early, target);
    const merged = await whole(target);
    expect(ids(merged.utterances)).toEqual([target.utterances[0].id, early.utterances[0].id]);
    expect([merged.firstAppearance, ids(merged.duplicates)]).toEqual([early.utterances[0].id, [early.id]]);
    expect((await desk.editor.get(`/claims/${target.id}`)).firstAppearance).toBeUndefined();
    const index = await eventually('the log has it', async () => {
      const [last] = (await desk.editor.get(`/claims/${early.id}/history`)).items;
      return last.type === 'claim.merged' && { at: last.index };
    });
    const register = async (): Promise<Body> => {
      const report = await newsroom.admin.post('/reports', { kind: 'claims-register' });
      await eventually('it is done', async () => (await newsroom.admin.get(`/reports/${report.id}`)).status === 'done');
      const rows = parseCsv(await newsroom.admin.get(`/reports/${report.id}/content`));
      return rows.find((row) => row.claim_id === target.id);
    };
    await eventually('a checkpoint holds it', async () => (await register())?.claimant === 'Grace Speaker');
    const reopened = await desk.editor.post(`/claims/${early.id}/unmerge`, { reason: 'Another day.' });
    expect(reopened).toMatchObject({ status: 'submitted', duplicateOf: null });
    const alone = await whole(target);
    expect([ids(alone.utterances), alone.duplicates]).toEqual([[target.utterances[0].id], []]);
    await eventually('the log has that too', async () => {
      const [last] = (await desk.editor.get(`/claims/${early.id}/history`)).items;
      return last.type === 'claim.unmerged';
    });
    const then = await whole(target, `&atIndex=${index.at}`);
    expect([then.firstAppearance, ids(then.duplicates)]).toEqual([early.utterances[0].id, [early.id]]);
    const before = await whole(target, `&atIndex=${index.at - 1}`);
    expect([before.firstAppearance, before.duplicates]).toEqual([target.utterances[0].id, []]);
  });

  it('a verdict judges the sayings that were merged in, and is not submitted on one that has left', async () => {
    const claim = await claimInChecking(desk);
    const twin = await submitted();
    await merge(twin, claim);
    const draft = await draftOn(desk, claim.id);
    expect(draft.utterances).toContain(twin.utterances[0].id);
    await desk.editor.post(`/claims/${twin.id}/unmerge`, { reason: 'Another one.' });
    const path = `/verdicts/${draft.id}/submit`;
    expect(await desk.researcher.refused(path, { interests: none })).toBe('422 verdict.utterance_not_on_claim');
    const own = (await whole(claim)).utterances.map(({ id }: Body) => id);
    await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { utterances: own });
    expect(await desk.researcher.post(path, { interests: none })).toMatchObject({ status: 'in_review' });
  });

  it('a merged claim gives its open verdict up, and is reopened like any other', async () => {
    const [claim, target] = [await claimInChecking(desk), await submitted()];
    const draft = await draftOn(desk, claim.id);
    await merge(claim, target);
    expect((await desk.editor.get(`/verdicts/${draft.id}`)).status).toBe('abandoned');
    const saying = { claimant: { kind: 'outlet', name: 'X' }, mode: 'stated', appearance: { medium: 'radio' } };
    const answer = await desk.researcher.send('post', `/v1/claims/${claim.id}/utterances`, saying);
    expect([answer.body.code, answer.body.detail]).toEqual(['claim.wrong_state', expect.stringContaining(target.id)]);
    expect(await desk.editor.post(`/claims/${claim.id}/reopen`, { reason: 'x' })).toMatchObject({
      status: 'submitted',
      duplicateOf: null,
    });
  });

  it('the parts of a claim are claims of their own, said by the same at the same place, linked to the whole', async () => {
    const claim = await submitted({ affiliation: 'Ministry', saidOn: '2025-05' });
    const said = { claimant: { kind: 'person', name: 'A' }, mode: 'paraphrase', appearance: { medium: 'radio' } };
    await desk.researcher.post(`/claims/${claim.id}/utterances`, said);
    const part = { statement: 'It was in May.', kind: 'date' };
    const quantity = { comparator: 'exactly', low: '5', unit: 'people' };
    const path = `/claims/${claim.id}/split`;
    expect(await desk.researcher.refused(path, { parts: [part] })).toBe('422 request.invalid');
    const bad = { ...part, quantity: { comparator: 'exactly', unit: 'people' } };
    expect(await desk.researcher.refused(path, { parts: [part, bad] })).toBe('422 claim.quantity_invalid');
    const { items } = await desk.researcher.post(path, {
      parts: [part, { statement: 'Five.', kind: 'quantity', language: 'es', quantity }],
    });
    expect(items).toMatchObject([
      { statement: 'It was in May.', kind: 'date', language: 'en', status: 'submitted', origin: claim.origin },
      { statement: 'Five.', language: 'es', quantity: { low: '5', high: null } },
    ]);
    for (const one of items) {
      const { utterances } = await whole(one);
      expect(utterances).toMatchObject([
        {
          claim: one.id,
          affiliation: 'Ministry',
          saidOn: '2025-05',
          exact: 'carried out under the Biden administration',
        },
        { claim: one.id, mode: 'paraphrase', unanchored: { medium: 'radio' } },
      ]);
    }
    const { links, status } = await desk.editor.get(`/claims/${claim.id}?include=links`);
    expect(status).toBe('submitted');
    expect(links.map(({ claim: from, other, kind }: Body) => [from, other, kind])).toEqual(
      items.map(({ id }: Body) => [id, claim.id, 'part_of']),
    );
    await close(claim);
    expect(await desk.researcher.refused(path, { parts: [part, part] })).toBe('409 claim.wrong_state');
  });
});
