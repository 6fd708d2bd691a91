import { DropClaim, MergeClaim, PublishVerdict, UnmergeClaim, WithdrawClaim } from '#libs/desk';
import type { Actor } from '#libs/kernel';
import { Crowd } from './crowd.js';

describe('endings that cross each other', () => {
  let crowd: Crowd;
  beforeAll(async () => {
    crowd = await Crowd.gather();
  });
  // A deadlock is told again from the top, so nobody would see it but the server.
  afterEach(async () => expect(await crowd.deadlocks()).toBe(0));
  afterAll(() => crowd?.leave());

  const merge = (actor: Actor, from: string, into: string): Promise<unknown> =>
    crowd.verb(MergeClaim).run(actor, from, { into });

  it('a thousand merges of one claim into another merge it once', async () => {
    const [one, other] = [await crowd.checking(), await crowd.submitted()];
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor) => merge(actor, one, other));
    expect(outcomes).toEqual({ done: 1, '409 claim.wrong_state': 999 });
    expect(await crowd.events(one, 'claim.merged')).toBe(1);
  });

  it('of two claims that are merged into each other one stays', async () => {
    const [one, other] = [await crowd.checking(), await crowd.checking()];
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor, n) =>
      n % 2 ? merge(actor, one, other) : merge(actor, other, one),
    );
    const { done, '409 claim.wrong_state': wrong = 0, '409 claim.merge_chain': chain = 0, ...others } = outcomes;
    expect([done, wrong + chain, others]).toEqual([1, 999, {}]);
    expect((await crowd.events(one, 'claim.merged')) + (await crowd.events(other, 'claim.merged'))).toBe(1);
  });

  it('a ring of merges, with some undone meanwhile, never becomes a chain', async () => {
    const ring: string[] = [];
    for (let n = 0; n < 6; n += 1) ring.push(await crowd.checking());
    const of = (n: number): string => ring[n % ring.length] as string;
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor, n) =>
      n % 5 === 0
        ? crowd.verb(UnmergeClaim).run(actor, of(n / 5), { reason: 'They are two.' })
        : merge(actor, of(n), of(n + 1)),
    );
    expect(Object.keys(outcomes).sort()).toEqual(['409 claim.merge_chain', '409 claim.wrong_state', 'done']);
    const chains = await crowd.rows(
      `select c.id from claim c join claim target on target.id = c.duplicate_of where target.duplicate_of is not null`,
    );
    expect(chains).toEqual([]);
    let told = 0;
    for (const claim of ring) told += await crowd.events(claim, 'claim.merged', 'claim.unmerged');
    expect(told).toBe(outcomes.done);
  });

  it('a claim that is published, withdrawn, dropped and merged at once ends one way, and its verdict with it', async () => {
    const target = await crowd.submitted();
    const made: { claim: string; verdict: string }[] = [];
    for (let n = 0; n < 25; n += 1) made.push(await crowd.approved());
    const outcomes = await crowd.thousand(crowd.having('editor'), (actor, n) => {
      // Forty tries for each, ten of every kind, and each kind first for some.
      const { claim, verdict } = made[n % made.length] as (typeof made)[number];
      const ways = [
        () => crowd.verb(PublishVerdict).run(actor, verdict, { interests: { declared: 'none' } }),
        () => crowd.verb(WithdrawClaim).run(actor, claim, { reason: 'Said twice.' }),
        () => crowd.verb(DropClaim).run(actor, claim, { reason: 'opinion' }),
        () => merge(actor, claim, target),
      ];
      return (ways[(Math.floor(n / made.length) + (n % made.length)) % ways.length] as (typeof ways)[number])();
    });
    const { done, '409 claim.wrong_state': claims = 0, '409 verdict.wrong_state': verdicts = 0, ...others } = outcomes;
    expect([done, claims + verdicts, others]).toEqual([made.length, 1_000 - made.length, {}]);
    const ended = await crowd.rows<{ claim: string; verdict: string }>(
      `select c.status as claim, v.status as verdict from claim c join verdict v on v.claim_id = c.id where v.id = any($1)`,
      [made.map(({ verdict }) => verdict)],
    );
    const stranded = ended.filter(
      ({ claim, verdict }) => verdict !== (claim === 'published' ? 'published' : 'abandoned'),
    );
    expect([ended.length, stranded]).toEqual([made.length, []]);
    // A race in which one way always wins would have raced nothing.
    expect(new Set(ended.map(({ claim }) => claim)).size).toBeGreaterThan(1);
  });

  it('the last approval and a withdrawal at once leave no verdict behind that could go out', async () => {
    const [judge] = crowd.having('reviewer').filter(({ member }) => member !== crowd.writer.member) as [Actor];
    const made: Awaited<ReturnType<Crowd['inReview']>>[] = [];
    for (let n = 0; n < 25; n += 1) made.push(await crowd.inReview());
    const outcomes = await crowd.thousand([crowd.editor], (actor, n) => {
      const one = made[n % made.length] as (typeof made)[number];
      return (Math.floor(n / made.length) + (n % made.length)) % 2
        ? crowd.vote(judge, one)
        : crowd.verb(WithdrawClaim).run(actor, one.claim, { reason: 'Said twice.' });
    });
    const refused = Object.keys(outcomes).filter((outcome) => outcome !== 'done');
    expect(refused.sort()).toEqual(['409 claim.wrong_state', '409 verdict.wrong_state']);
    const open = await crowd.rows(
      `select v.id from claim c join verdict v on v.claim_id = c.id
        where v.id = any($1) and (c.status <> 'withdrawn' or v.status <> 'abandoned')`,
      [made.map(({ verdict }) => verdict)],
    );
    expect(open).toEqual([]);
  });
});
