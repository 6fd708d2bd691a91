import { PublishVerdict } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Crowd } from './crowd.js';

describe('a thousand ballots at once', () => {
  let crowd: Crowd;
  let judges: Actor[];
  beforeAll(async () => {
    crowd = await Crowd.gather();
    judges = await crowd.hire(40, 'reviewer');
  });
  afterAll(() => crowd?.leave());

  it('decide once where one is enough', async () => {
    const made = await crowd.inReview();
    const outcomes = await crowd.thousand(judges, (actor) => crowd.vote(actor, made));
    expect(outcomes).toEqual({ done: 1, '409 verdict.wrong_state': 999 });
    expect(await crowd.events(made.claim, 'ballot.cast')).toBe(1);
  });

  it('of forty people with twenty-five tries each all succeed below the quorum, and the last one decides', async () => {
    await crowd.quorum(40, 40);
    const made = await crowd.inReview();
    const decided: unknown[] = [];
    const outcomes = await crowd.thousand(judges, async (actor) => {
      const { outcome } = (await crowd.vote(actor, made)) as { outcome: string };
      if (outcome === 'approve') decided.push(actor.member);
    });
    const { done, '409 verdict.already_voted': again = 0, '409 verdict.wrong_state': late = 0, ...others } = outcomes;
    expect([done, again + late, others, decided.length]).toEqual([40, 960, {}, 1]);
    expect(await crowd.events(made.claim, 'ballot.cast')).toBe(40);
    const published = await crowd.thousand(crowd.having('editor'), (actor) =>
      crowd.verb(PublishVerdict).run(actor, made.verdict, { interests: { declared: 'none' } }),
    );
    expect(published).toEqual({ done: 1, '409 verdict.wrong_state': 999 });
    expect(await crowd.events(made.claim, 'verdict.published')).toBe(1);
  });
});
