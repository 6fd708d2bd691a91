import { claimBody } from '../../support/story.js';
import { type Room, status } from './room.js';

/** Articles, claims and what is gathered on them. */
export async function gathering({ desk }: Room): Promise<void> {
  const { researcher, editor, article } = desk;
  await researcher.get('/articles');
  await researcher.get(`/articles/${article.id}`);
  await researcher.get(`/articles/${article.id}/text`);
  expect(await status(researcher, 'get', '/articles/nothing')).toBe(404);
  const again = { url: article.url, headline: 'x', outlet: 'x', language: 'en', text: 'x' };
  expect(await status(researcher, 'post', '/articles', again)).toBe(409);
  expect(await status(researcher, 'post', '/articles', { ...again, owner: 'me' })).toBe(422);
  const quantity = { comparator: 'nearly', high: '900', unit: 'people', asOf: '2025-05' };
  const claim = await researcher.post('/claims', claimBody(article.id, { kind: 'quantity', quantity }));
  const elsewhere = { medium: 'television', address: 'https://tv.example/', time: '2025-05-08', excerpt: 'said so' };
  const other = await researcher.post(
    '/claims',
    claimBody('', {
      mode: 'implied',
      impliedBecause: 'It says so.',
      reportedBy: { kind: 'person', name: 'A. Sample' },
      affiliation: 'Desk',
      saidOn: '2025',
      appearance: elsewhere,
    }),
  );
  for (const exact of ['Nowhere at all', 'Nearly 900 people are']) {
    expect(
      await status(
        researcher,
        'post',
        '/claims',
        claimBody(article.id, { appearance: { article: article.id, exact } }),
      ),
    ).toBe(422);
  }
  await researcher.post(`/claims/${claim.id}/links`, { other: other.id, kind: 'in_tension_with', note: 'Both.' });
  await editor.post(`/claims/${claim.id}/accept`, { reason: 'reach', note: 'Read by many.' }, { 'if-match': '"1"' });
  expect(await status(editor, 'post', `/claims/${claim.id}/accept`, { reason: 'reach' })).toBe(409);
  expect(await status(editor, 'post', `/claims/${claim.id}/accept`, { reason: 'reach' }, { 'if-match': '"1"' })).toBe(
    412,
  );
  await editor.post(`/claims/${claim.id}/assign`, { member: researcher.member, dueOn: '2030-01-01' });
  await editor.post(`/claims/${other.id}/decline`, { reason: 'opinion', note: 'No.' });
  await editor.patch(`/claims/${claim.id}`, 3, { priority: 3, dueOn: null, missing: 'The register.' });
  expect(await status(editor, 'patch', `/claims/${claim.id}`, { priority: 1 })).toBe(428);
  await researcher.get('/claims?status=checking&limit=1');
  await researcher.get(`/claims/${claim.id}`);
  expect(await status(researcher, 'get', `/claims/${claim.id}`, undefined, { 'if-none-match': '"4"' })).toBe(304);
  const source = await researcher.post('/sources', { kind: 'dataset', title: 'Register', access: 'open' });
  const figure = {
    value: '894',
    unit: 'people',
    period: 'May',
    asOf: '2025-05-05',
    publishedOn: '2025-05',
    vintage: 'first',
  };
  const seen = {
    source: source.id,
    stance: 'refutes',
    mode: 'consulted',
    primary: true,
    excerpt: '894',
    figure,
    consultedOn: '2025-05-09',
    retrievedAt: '2025-05-09T10:00:00Z',
    note: 'Page 3.',
  };
  const citation = await researcher.post(`/claims/${claim.id}/citations`, seen);
  await researcher.post(`/claims/${claim.id}/citations`, { ...seen, derivesFrom: citation.id });
  expect(await status(researcher, 'post', `/claims/${claim.id}/citations`, { ...seen, mode: 'linked' })).toBe(422);
  const asked = {
    contacted: true,
    contact: 'The press office',
    channel: 'email',
    askedOn: '2025-05-09',
    answer: 'No.',
    publicAnswer: 'No.',
  };
  await researcher.post(`/claims/${claim.id}/enquiries`, asked);
  await researcher.get(`/claims/${claim.id}?include=utterances,citations,enquiries,verdicts,links`);
  await researcher.get('/sources');
  await researcher.get(`/sources/${source.id}`);
  const [claimant] = (await researcher.get('/claimants')).items;
  await researcher.get(`/claimants/${claimant.id}`);
}
