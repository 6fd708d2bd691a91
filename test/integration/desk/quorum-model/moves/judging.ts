import * as desk from '#libs/desk';
import type { Move } from './move.js';
import { Idle, type Walk } from '../walk.js';

/** Who may vote and has not yet; and, by a share of the draws, whoever must not: an author, a voter, one who stepped aside. */
async function voter(walk: Walk) {
  const version = walk.newest();
  const judges = walk.oracle.staff.having('reviewer', 'editor');
  const fair = judges.filter(
    (member) =>
      !version.authors.has(member) &&
      !version.submission?.ballots.has(member) &&
      !version.recused.has(member) &&
      walk.state?.interests.get(member) !== 'one',
  );
  const unfair = judges.filter((member) => !fair.includes(member));
  return walk.who(unfair.length > 0 && walk.random.chance(0.3) ? unfair : fair, 0.9);
}

const interests = (walk: Walk) =>
  walk.random.chance(0.03)
    ? { interests: { declared: 'one', description: 'A friend.' } as const }
    : walk.random.chance(0.95)
      ? { interests: { declared: 'none' } as const }
      : {};

const vote =
  (choice: 'approve' | 'reject' | 'recuse', digest?: string): Move =>
  async (walk) =>
    walk.verb(desk.CastBallot).run(await voter(walk), walk.newest().id, {
      choice,
      digest: digest ?? walk.newest().submission?.digest ?? '',
      comment: 'c',
      reason: 'r',
      ...interests(walk),
    });

/** Ballots, and what comes behind them. */
export const judging: Readonly<Record<string, Move>> = {
  approve: vote('approve'),
  reject: vote('reject'),
  recuse: vote('recuse'),
  'vote on what was': (walk) => vote('approve', walk.random.pick([...walk.newest().pastDigests, '0'.repeat(64)]))(walk),
  'author votes': async (walk) => {
    const { id, authors, submission } = walk.newest();
    const actor = await walk.who([...authors], 1);
    return walk
      .verb(desk.CastBallot)
      .run(actor, id, { choice: 'approve', digest: submission?.digest ?? '', interests: { declared: 'none' } });
  },
  'machine votes': async (walk) =>
    walk.verb(desk.CastBallot).run(await walk.machine(), walk.newest().id, {
      choice: 'approve',
      digest: walk.newest().submission?.digest ?? '',
      interests: { declared: 'none' },
    }),
  'machine publishes': async (walk) =>
    walk
      .verb(desk.PublishVerdict)
      .run(await walk.machine(), walk.newest().id, { reason: walk.words(), interests: { declared: 'none' } }),
  'vote twice': async (walk) => {
    const { id, submission } = walk.newest();
    const voted = [...(submission?.ballots.keys() ?? [])];
    if (voted.length === 0) throw new Idle();
    const actor = await walk.cast.actor(walk.random.pick(walk.cast.person(walk.random.pick(voted)).keys));
    return walk
      .verb(desk.CastBallot)
      .run(actor, id, { choice: 'approve', digest: submission?.digest ?? '', interests: { declared: 'none' } });
  },
  withdrawBallot: async (walk) =>
    walk
      .verb(desk.WithdrawBallot)
      .run(await walk.who([...(walk.newest().submission?.ballots.keys() ?? [])]), walk.newest().id),
  interest: async (walk) =>
    walk
      .verb(desk.DeclareInterest)
      .run(
        await walk.who([...(walk.version?.approvers() ?? []), ...walk.oracle.staff.having('editor')]),
        walk.claim,
        walk.random.chance(0.4) ? { declared: 'one', description: walk.words() } : { declared: 'none' },
      ),
  'approver has an interest': async (walk) =>
    walk.verb(desk.DeclareInterest).run(await walk.who(walk.newest().approvers(), 1), walk.claim, {
      declared: 'one',
      description: walk.words(),
    }),
  'scheduler has an interest': async (walk) =>
    walk
      .verb(desk.DeclareInterest)
      .run(await walk.who([walk.newest().scheduledBy ?? walk.one('editor')], 1), walk.claim, {
        declared: 'one',
        description: walk.words(),
      }),
  object: async (walk) =>
    walk
      .verb(desk.ObjectToVerdict)
      .run(await walk.who(walk.oracle.staff.having('reviewer', 'editor')), walk.newest().id, { reason: walk.words() }),
  schedule: async (walk) => {
    const { id } = walk.newest();
    await walk
      .verb(desk.ScheduleVerdict)
      .run(await walk.editor(), id, { at: '2999-01-01T00:00:00Z', ...interests(walk) });
    const { rows } = await walk.client.query<{ schedule_id: string }>(`select schedule_id from verdict where id = $1`, [
      id,
    ]);
    walk.schedules.push(rows[0]?.schedule_id as string);
  },
  unschedule: async (walk) => walk.verb(desk.UnscheduleVerdict).run(await walk.editor(), walk.newest().id),
  clock: (walk) =>
    walk
      .verb(desk.PublishOnTime)
      .run(
        walk.cast.organization,
        walk.random.chance(0.8)
          ? (walk.schedules.at(-1) ?? walk.claim)
          : walk.random.pick([walk.claim, ...walk.schedules]),
      ),
  publish: async (walk) =>
    walk
      .verb(desk.PublishVerdict)
      .run(await walk.editor(), walk.newest().id, { reason: walk.words(), ...interests(walk) }),
  'author publishes': async (walk) =>
    walk.verb(desk.PublishVerdict).run(await walk.who([...walk.newest().authors], 1), walk.newest().id, {
      reason: walk.words(),
      interests: { declared: 'none' },
    }),
};
