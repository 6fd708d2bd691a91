import { approvedVerdict, claimInChecking, draftOn, none } from '../../support/story.js';
import { type Room, status } from './room.js';

/** Verdicts, from draft to retraction. */
export async function judging({ desk, uninvolved, publish }: Room): Promise<void> {
  const { researcher, reviewer, editor } = desk;
  const claim = await claimInChecking(desk);
  expect(await status(reviewer, 'post', `/claims/${claim.id}/verdicts`, {})).toBe(403);
  const draft = await draftOn(desk, claim.id);
  await researcher.patch(`/verdicts/${draft.id}`, draft.version, { summary: 'Shorter.' });
  await editor.post(`/verdicts/${draft.id}/hand-over`, { member: uninvolved.member });
  expect(await status(researcher, 'post', `/verdicts/${draft.id}/submit`, {})).toBe(422);
  await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
  await researcher.post(`/verdicts/${draft.id}/recall`);
  const { digest } = await researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
  await editor.post(`/claims/${claim.id}/interests`, { declared: 'one', description: 'A cousin.' });
  const ballot = { choice: 'reject', comment: 'Say more.', digest, interests: none, suggestedRating: 'mostly_false' };
  expect(await status(reviewer, 'post', `/verdicts/${draft.id}/ballots`, { ...ballot, digest: 'x'.repeat(64) })).toBe(
    412,
  );
  await reviewer.post(`/verdicts/${draft.id}/ballots`, ballot);
  await reviewer.get(`/verdicts/${draft.id}/ballots`);
  await researcher.post(`/verdicts/${draft.id}/revise`);
  await researcher.post(`/verdicts/${draft.id}/abandon`, { reason: 'Begun anew.' });

  const { verdict } = await approvedVerdict(desk);
  await reviewer.post(`/verdicts/${verdict.id}/object`, { reason: 'A new source.' });
  const voted = { choice: 'approve', digest: verdict.digest, interests: none };
  await reviewer.post(`/verdicts/${verdict.id}/ballots`, voted);
  await editor.post(`/verdicts/${verdict.id}/schedule`, { at: '2035-01-01T00:00:00Z', interests: none });
  await editor.post(`/verdicts/${verdict.id}/unschedule`);
  const { verdict: published, claim: shown } = await publish();
  const { digest: urgent } = await researcher.get(`/verdicts/${published.id}`);
  expect(await status(uninvolved, 'post', `/verdicts/${published.id}/ballots`, { ...voted, digest: urgent })).toBe(409);
  const retraction = { notice: 'We take this back.', rationale: 'It was another register.' };
  await editor.post(`/claims/${shown.id}/retractions`, retraction);
  await researcher.get(`/verdicts/${published.id}`);
  await researcher.get(`/claims/${shown.id}/verdicts`);
  await researcher.get(`/claims/${claim.id}/precedents`);
  await researcher.get(`/claims/${shown.id}/history?limit=2`);
}
