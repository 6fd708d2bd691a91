import { AcceptClaim, AssignClaim, HoldClaim, ReleaseClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Crowd } from './crowd.js';

describe('a thousand who want the same claim at once', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await Crowd.gather();
  });
  afterAll(() => crowd?.leave());

  it('accept it once', async () => {
    const claim = await crowd.submitted();
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor) =>
      crowd.verb(AcceptClaim).run(actor, claim, { reason: 'reach' }),
    );
    expect(outcomes).toEqual({ done: 1, '409 claim.wrong_state': 999 });
    expect(await crowd.events(claim, 'claim.accepted')).toBe(1);
  });

  it('give the version that they saw to one researcher', async () => {
    const claim = await crowd.checking();
    const [row] = await crowd.rows<{ version: number }>(`select version from claim where id = $1`, [claim]);
    const researchers = crowd.having('researcher');
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor, n) =>
      crowd
        .verb(AssignClaim)
        .run(actor, claim, { member: researchers[n % researchers.length]?.member as string }, row?.version),
    );
    expect(outcomes).toEqual({ done: 1, '412 request.stale': 999 });
    expect(await crowd.events(claim, 'claim.assigned')).toBe(2);
  });

  it('let it go once, when it was on hold', async () => {
    const claim = await crowd.checking();
    const [holder, ...others] = crowd.having('editor') as [Actor, ...Actor[]];
    await crowd.verb(HoldClaim).run(holder, claim, { kind: 'legal', reason: 'A letter.' });
    const outcomes = await crowd.thousand(others, (actor) =>
      crowd.verb(ReleaseClaim).run(actor, claim, { reason: 'Answered.' }),
    );
    expect(outcomes).toEqual({ done: 1, '409 claim.not_held': 999 });
    expect(await crowd.events(claim, 'claim.released')).toBe(1);
  });
});
