import type { Answer } from '../../support/newsroom.js';
import { none } from '../../support/story.js';
import { type Room, status } from './room.js';

/** Corrections, asked for inside and by readers. */
export async function correcting({ newsroom, desk, uninvolved, publish }: Room): Promise<void> {
  const { claim } = await publish();
  const { reviewer, editor } = desk;
  const decision = { kind: 'correction', major: true, reason: 'So it is.', note: 'We were wrong.', interests: none };
  const asked = async (): Promise<string> => {
    const { id } = await reviewer.post(`/claims/${claim.id}/corrections`, { request: 'The day is wrong.' });
    await uninvolved.post(`/corrections/${id}/acknowledge`);
    return id as string;
  };
  const rejected = await asked();
  await uninvolved.post(`/corrections/${rejected}/reject`, { reason: 'It stands.', interests: none });
  await reviewer.post(`/corrections/${rejected}/appeal`, { reason: 'Look again.' });
  const accepted = await asked();
  expect(await status(editor, 'post', `/corrections/${accepted}/accept`, decision)).toBe(403);
  await uninvolved.post(`/corrections/${accepted}/accept`, decision);
  await editor.get('/corrections?overdue=false');
  await editor.get(`/corrections/${accepted}`);
  const { slug } = await newsroom.admin.get('/organization');
  const sent = { about: 'the check', request: 'The day in it is wrong.', requester: { name: 'A Reader' } };
  const receipts: Answer[] = [];
  for (let n = 0; n < 2; n++) receipts.push(await newsroom.nobody.send('post', `/p/${slug}/corrections`, sent));
  await newsroom.nobody.send('get', receipts[0]?.body.status);
  const [one, two] = (await editor.get('/correction-inbox')).items;
  await editor.post(`/correction-inbox/${one.id}/take`, { claim: claim.id });
  await editor.post(`/correction-inbox/${two.id}/discard`);
  for (let n = 0; n < 9; n++) await newsroom.nobody.send('post', `/p/${slug}/corrections`, sent);
  expect((await newsroom.nobody.send('get', receipts[0]?.body.status)).status).toBe(404);
}
