import { eventually } from '../../support/eventually.js';
import { claimInChecking } from '../../support/story.js';
import { type Room, status } from './room.js';

/** What happens to sources and citations later, captures, late answers, and what is confidential. */
export async function sourcing({ desk, bytes, newsroom, receiver }: Room): Promise<void> {
  const { researcher, editor } = desk;
  const register = (title: string) => researcher.post('/sources', { kind: 'document', title, access: 'open' });
  const [kept, double] = [await register('Register'), await register('Register of prisoners')];
  await editor.patch(`/sources/${kept.id}`, 1, { publisher: 'Ministry', url: null, interests: 'It runs the prisons.' });
  await editor.post(`/sources/${double.id}/merge`, { into: kept.id });
  expect(await status(editor, 'post', `/sources/${double.id}/merge`, { into: kept.id })).toBe(409);
  await editor.post(`/sources/${double.id}/unmerge`);
  await researcher.get('/sources?kind=document&q=register');

  const captured = await bytes('post', '/captures?name=page.html', 'text/html', '<p>894</p>');
  await bytes('post', '/captures', 'text/html', '');
  await researcher.get(`/captures/${captured.body.id}`);
  await researcher.get(`/captures/${captured.body.id}/content`);
  receiver.next(404);
  const wanted = await researcher.post('/captures/fetch', { url: receiver.url });
  await eventually('it was tried', async () => (await researcher.get(`/captures/${wanted.id}`)).status === 'failed');
  expect(await status(researcher, 'get', `/captures/${wanted.id}/content`)).toBe(409);
  await researcher.get('/captures?limit=1');

  const claim = await claimInChecking(desk);
  const cited = { source: kept.id, stance: 'refutes', mode: 'captured', primary: true, capture: captured.body.id };
  const citation = await researcher.post(`/claims/${claim.id}/citations`, cited);
  await researcher.patch(`/citations/${citation.id}`, 1, { note: 'Line 1.', excerpt: '894' });
  await researcher.get(`/citations/${citation.id}`);
  await researcher.post(`/citations/${citation.id}/remove`, { reason: 'A forgery.' });
  expect(await status(researcher, 'post', `/citations/${citation.id}/remove`, { reason: 'Again.' })).toBe(409);
  await researcher.get(`/claims/${claim.id}/citations?removed=true`);
  const asked = { contacted: true, contact: 'The press office', channel: 'email', askedOn: '2025-05-09' };
  const enquiry = await researcher.post(`/claims/${claim.id}/enquiries`, asked);
  await researcher.post(`/enquiries/${enquiry.id}/answer`, { answer: 'It was 893.', answeredOn: '2025-05-20' });
  expect(await status(researcher, 'post', `/enquiries/${enquiry.id}/answer`, { answer: 'No.' })).toBe(409);
  await researcher.get(`/enquiries/${enquiry.id}`);
  await researcher.get(`/claims/${claim.id}/enquiries`);

  const readers = [editor.member];
  for (const [path, about] of [
    [`/sources/${kept.id}`, 'identity'],
    [`/citations/${citation.id}`, 'provenance'],
    [`/claims/${claim.id}`, 'legal_advice'],
  ] as const) {
    const note = await researcher.post(`${path}/confidential`, { about, text: 'For few eyes.', readers });
    await editor.get(`${path}/confidential`);
    await editor.get(`/confidential-notes/${note.id}/readings`);
    expect(await status(newsroom.admin, 'get', `${path}/confidential`)).toBeGreaterThan(399);
  }
}
