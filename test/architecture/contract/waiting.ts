import { queueNames } from '#libs/desk';
import { approvedVerdict, claimBody, claimInChecking } from '../../support/story.js';
import { type Room, status } from './room.js';

/** What waits for somebody, how long things take, and how they were. */
export async function waiting({ desk, publish }: Room): Promise<void> {
  const { researcher, reviewer, editor, article } = desk;
  const claim = await claimInChecking(desk);
  const late = await researcher.post('/claims', claimBody(article.id));
  await editor.patch(`/claims/${late.id}`, 1, { dueOn: '2025-01-01' });
  await approvedVerdict(desk);
  const { claim: shown } = await publish();
  await editor.post(`/claims/${shown.id}/review-by`, { reviewBy: '2025-06-01' });
  await editor.post(`/claims/${shown.id}/review-by`, { reviewBy: null });
  expect(await status(reviewer, 'post', `/claims/${shown.id}/review-by`, { reviewBy: null })).toBe(403);
  expect(await status(editor, 'post', `/claims/${shown.id}/review-by`, {})).toBe(422);
  for (const name of queueNames) await researcher.get(`/queue/${name}?limit=1`);
  await reviewer.get('/queue/counts?days=3');
  expect(await status(editor, 'get', '/queue/nothing')).toBe(404);
  expect(await status(editor, 'get', '/queue/mine?cursor=x')).toBe(400);
  await researcher.get(`/claims/${claim.id}/stages`);
  await researcher.get('/stages?from=2001-01-01T00:00:00Z&to=2999-01-01T00:00:00Z');
  expect(await status(editor, 'get', '/stages?from=2001')).toBe(422);
  await researcher.get(`/claims/${shown.id}?include=utterances,citations,verdicts&asOf=2999-01-01T00:00:00Z`);
  expect(await status(editor, 'get', `/claims/${shown.id}?asOf=2001-01-01T00:00:00Z`)).toBe(404);
  await researcher.get(`/claims/${shown.id}/history?limit=2`);
}
