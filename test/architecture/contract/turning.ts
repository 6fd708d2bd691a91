import { eventually } from '../../support/eventually.js';
import { claimBody, claimInChecking, draftOn } from '../../support/story.js';
import { type Room, status } from './room.js';

const why = { reason: 'So it is.' };

/** How claims end, are one or several, stop, and what they are about. */
export async function turning({ desk, uninvolved, publish }: Room): Promise<void> {
  const { researcher, editor, article } = desk;
  const submitted = () => researcher.post('/claims', claimBody(article.id));
  const [claim, twin] = [await submitted(), await submitted()];
  const topic = await editor.post('/topics', { code: 'energy', labels: { en: 'Energy', es: 'Energía' } });
  expect(await status(editor, 'post', '/topics', { code: 'energy', labels: {} })).toBe(409);
  await researcher.get('/topics?limit=1');
  await researcher.get(`/topics/${topic.id}`);
  await researcher.put(`/claims/${claim.id}/topics`, 1, { topics: ['energy'] });
  expect(await status(researcher, 'put', `/claims/${claim.id}/topics`, { topics: [] })).toBe(428);
  const asked = { 'if-match': '"2"' };
  expect(await status(researcher, 'put', `/claims/${claim.id}/topics`, { topics: ['x'] }, asked)).toBe(422);
  await researcher.get('/claims?topic=energy');
  const quantity = { comparator: 'nearly', high: '900', unit: 'people' };
  await researcher.patch(`/claims/${claim.id}`, 2, { statement: 'Nearly 900.', kind: 'quantity', quantity });
  await researcher.patch(`/claims/${claim.id}`, 3, { quantity: null, language: 'es' });
  await eventually(
    'the log has it',
    async () => (await researcher.get(`/claims/${claim.id}/wordings`)).items.length === 3,
  );
  await researcher.post(`/claims/${claim.id}/utterances`, {
    claimant: { kind: 'person', name: 'Grace Speaker' },
    mode: 'verbatim',
    saidOn: '2025-05-06T22:31-04:00',
    appearance: { medium: 'television', time: '2025-05-06' },
  });
  const elsewhere = {
    claimant: { kind: 'outlet', name: 'X' },
    mode: 'stated',
    appearance: { article: article.id, exact: 'nowhere at all' },
  };
  expect(await status(researcher, 'post', `/claims/${claim.id}/utterances`, elsewhere)).toBe(422);
  const link = await researcher.post(`/claims/${claim.id}/links`, { other: twin.id, kind: 'repeats' });
  await researcher.post(`/claims/${twin.id}/links/${link.id}/remove`, why);
  expect(await status(researcher, 'post', `/claims/${twin.id}/links/${link.id}/remove`, why)).toBe(409);

  await editor.post(`/claims/${twin.id}/merge`, { into: claim.id });
  expect(await status(editor, 'post', `/claims/${claim.id}/merge`, { into: twin.id })).toBe(409);
  await researcher.get(`/claims/${claim.id}?include=utterances,links,duplicates`);
  await researcher.get(`/claims/${claim.id}?include=utterances,duplicates&asOf=2999-01-01T00:00:00Z`);
  await editor.post(`/claims/${twin.id}/unmerge`, why);
  const part = { statement: 'One part.', kind: 'event' };
  await researcher.post(`/claims/${claim.id}/split`, { parts: [part, { ...part, kind: 'quantity', quantity }] });

  await editor.post(`/claims/${twin.id}/hold`, { kind: 'security', reason: 'A threat.' });
  await researcher.get(`/claims/${twin.id}`);
  for (const [path, body] of [
    ['hold', { kind: 'legal', reason: 'x' }],
    ['withdraw', why],
  ] as const)
    expect(await status(editor, 'post', `/claims/${twin.id}/${path}`, body)).toBe(409);
  expect(await status(editor, 'post', `/claims/${twin.id}/release`, why)).toBe(403);
  await uninvolved.post(`/claims/${twin.id}/release`, why);
  expect(await status(editor, 'post', `/claims/${twin.id}/release`, why)).toBe(409);
  await researcher.post(`/claims/${twin.id}/withdraw`, why);
  await editor.post(`/claims/${twin.id}/reopen`, why, { 'if-match': '"6"' });
  const dropped = await claimInChecking(desk);
  await draftOn(desk, dropped.id);
  await editor.post(`/claims/${dropped.id}/drop`, { reason: 'other', note: 'Overtaken.' });
  expect(await status(editor, 'post', `/claims/${dropped.id}/drop`, { reason: 'other' })).toBe(422);
  const { claim: shown } = await publish();
  await editor.post(`/claims/${shown.id}/suspend`, why);
  expect(await status(editor, 'post', `/claims/${shown.id}/suspend`, why)).toBe(409);
  await editor.post(`/claims/${shown.id}/restore`, why);
}
