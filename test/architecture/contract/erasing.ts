import { claimBody } from '../../support/story.js';
import { type Room, status } from './room.js';

/** What must go: asked for, looked at, refused, held, erased; and what is answered where it stood. */
export async function erasing({ newsroom, desk, uninvolved, bytes }: Room): Promise<void> {
  const { admin } = newsroom;
  const name = 'Jana Novak of the contract';
  const key = { 'idempotency-key': 'erased-later' };
  const body = claimBody(desk.article.id, { claimant: { kind: 'person', name }, affiliation: 'Ministry' });
  const claim = await desk.researcher.post('/claims', body, key);
  const { utterances } = await desk.researcher.get(`/claims/${claim.id}?include=utterances`);
  const leaver = await newsroom.hire('Leo who leaves', 'researcher');
  const capture = (await bytes('post', '/captures?name=letter.txt', 'text/plain', 'A letter with a name in it.')).body;
  const subjects = [
    { type: 'claimant', id: utterances[0].claimant },
    { type: 'member', id: leaver.member },
    { type: 'capture', id: capture.id },
  ];
  const request = { subjects, ground: 'objection', reason: 'File 7' };
  expect(await status(admin, 'post', '/erasures', { ...request, reason: name })).toBe(422);
  const first = await admin.post('/erasures', request);
  const no = { exemption: 'legal_claims', reason: 'A case is pending.' };
  expect(await status(uninvolved, 'post', `/erasures/${first.id}/refuse`, { ...no, reason: name })).toBe(422);
  expect(await status(admin, 'post', `/erasures/${first.id}/refuse`, no)).toBe(403);
  await uninvolved.post(`/erasures/${first.id}/refuse`, no);
  expect(await status(uninvolved, 'post', `/erasures/${first.id}/confirm`)).toBe(409);
  const { id } = await admin.post('/erasures', request);
  await admin.get(`/erasures/${id}/preview`);
  expect(await status(admin, 'post', `/erasures/${id}/confirm`)).toBe(403);
  await desk.editor.post(`/claims/${claim.id}/hold`, { kind: 'legal', reason: 'A letter.' });
  expect(await status(uninvolved, 'post', `/erasures/${id}/confirm`)).toBe(409);
  await uninvolved.post(`/claims/${claim.id}/release`, { reason: 'Settled.' });
  expect(await status(uninvolved, 'post', `/erasures/${id}/confirm`)).toBe(409);
  await admin.post(`/members/${leaver.member}/suspend`, { reason: 'Left.' });
  await uninvolved.post(`/erasures/${id}/confirm`);
  await admin.get('/erasures?limit=1');
  await admin.get(`/erasures/${id}`);
  await admin.get(`/claimants/${utterances[0].claimant}`);
  await admin.get(`/members/${leaver.member}`);
  expect(await status(desk.editor, 'get', `/captures/${capture.id}/content`)).toBe(410);
  expect(await status(desk.researcher, 'post', '/claims', body, key)).toBe(410);
  expect(await status(admin, 'post', `/members/${leaver.member}/reinstate`, { reason: 'Back.' })).toBe(409);
}
