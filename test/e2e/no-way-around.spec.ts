import { type Newsroom, openNewsroom } from '../support/newsroom.js';
import { claimInChecking, type Desk, draftOn, none, staffed, verdictInReview } from '../support/story.js';

describe('there is no way around the rules of review', () => {
  let newsroom: Newsroom;
  let desk: Desk;

  beforeAll(async () => {
    newsroom = await openNewsroom();
    desk = await staffed(newsroom);
  });
  afterAll(() => newsroom?.close());

  it('an interest once declared cannot be unsaid', async () => {
    const { claim, verdict } = await verdictInReview(desk);
    await desk.reviewer.post(`/claims/${claim.id}/interests`, { declared: 'one', description: 'A cousin.' });
    const ballot = { choice: 'approve', digest: verdict.digest };
    expect(await desk.reviewer.refused(`/claims/${claim.id}/interests`, none)).toBe('409 interests.standing');
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, { ...ballot, interests: none })).toBe(
      '409 interests.standing',
    );
    expect(await desk.reviewer.refused(`/verdicts/${verdict.id}/ballots`, ballot)).toBe('403 interests.conflict');
  });

  it('whoever wrote a version that was given up does not judge the one that follows', async () => {
    const author = await newsroom.hire('Ghost', 'researcher', 'reviewer');
    const theirs = { ...desk, researcher: author };
    const claim = await claimInChecking(theirs);
    const first = await draftOn(theirs, claim.id);
    await author.post(`/verdicts/${first.id}/abandon`, { reason: 'A colleague puts their name to it.' });
    await desk.editor.post(`/claims/${claim.id}/assign`, { member: desk.researcher.member });
    const draft = await draftOn(desk, claim.id);
    const { digest } = await desk.researcher.post(`/verdicts/${draft.id}/submit`, { interests: none });
    const ballot = { choice: 'approve', digest, interests: none };
    expect(await author.refused(`/verdicts/${draft.id}/ballots`, ballot)).toBe('403 verdict.author_cannot_vote');
  });

  it('a verdict too long to be published beside its successor is refused when it is submitted', async () => {
    const claim = await claimInChecking(desk);
    const draft = await draftOn(desk, claim.id);
    await desk.researcher.patch(`/verdicts/${draft.id}`, draft.version, { rationale: '\u6f22'.repeat(8_000) });
    expect(await desk.researcher.refused(`/verdicts/${draft.id}/submit`, { interests: none })).toBe(
      '413 event.too_large',
    );
  });
});
