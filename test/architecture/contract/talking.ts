import { claimInChecking, draftOn } from '../../support/story.js';
import { type Room, status } from './room.js';

/** What the desk says to itself. */
export async function talking({ desk }: Room): Promise<void> {
  const { researcher, reviewer, editor } = desk;
  const claim = await claimInChecking(desk);
  const verdict = await draftOn(desk, claim.id);
  const path = `/claims/${claim.id}/comments`;
  const subject = { type: 'verdict', id: verdict.id };
  const first = await reviewer.post(path, { text: 'Sure?', subject, passage: { field: 'summary', exact: 'Another' } });
  const answer = await researcher.post(path, { text: 'Yes.', replyTo: first.id });
  const nowhere = { text: 'Sure?', subject, passage: { field: 'summary', exact: 'Nowhere' } };
  expect(await status(reviewer, 'post', path, nowhere)).toBe(422);
  expect(await status(reviewer, 'post', path, { text: 'No.', replyTo: answer.id })).toBe(409);
  await reviewer.post(`/comments/${first.id}/resolve`, {}, { 'if-match': '"1"' });
  expect(await status(reviewer, 'post', `/comments/${first.id}/resolve`)).toBe(409);
  await reviewer.get(`${path}?thread=resolved&subjectType=verdict&limit=1`);
  await reviewer.post(`/comments/${first.id}/reopen`);
  await reviewer.get(`/comments/${first.id}`);
  await editor.get(`/claims/${claim.id}?include=comments`);
}
