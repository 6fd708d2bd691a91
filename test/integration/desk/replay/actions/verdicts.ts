import * as desk from '#libs/desk';
import type { Action, Row, Scene } from '../scene.js';

const interests = { declared: 'none' } as const;
const inState = (scene: Scene, ...states: string[]): Promise<Row> =>
  scene.some('verdict', 'status = any($2)', [states]);
const ids = (rows: readonly Row[]): string[] => rows.map((row) => row.id);

async function citations(scene: Scene, claim: unknown): Promise<string[]> {
  return ids(await scene.rows('citation', 'claim_id = $2 and removed_at is null', [claim]));
}

const vote =
  (choice: 'approve' | 'reject' | 'recuse') =>
  async (scene: Scene): Promise<unknown> => {
    const verdict = await inState(scene, 'in_review');
    return scene
      .verb(desk.CastBallot)
      .run(scene.random.pick([scene.who('reviewer'), scene.who('editor')]), verdict.id, {
        choice,
        digest: verdict.digest as string,
        interests,
        comment: scene.words(),
        reason: 'A friend.',
      });
  };

// What a draft that gets on rests on: a citation and a reply record.
const ready = `status in ('checking', 'published')
  and exists (select from citation c where c.claim_id = t.id and c.removed_at is null)
  and exists (select from enquiry e where e.claim_id = t.id)
  and not exists (select from verdict v where v.claim_id = t.id and v.status not in ('published', 'superseded', 'retracted', 'abandoned'))`;

/** From draft to publication, and back. */
export const verdicts: Readonly<Record<string, Action>> = {
  draft: {
    verbs: [desk.DraftVerdict],
    weight: 12,
    act: async (scene) => {
      const claim = await scene.some('claim', scene.random.chance(0.9) ? ready : `status in ('checking', 'published')`);
      return scene.verb(desk.DraftVerdict).run(scene.member(claim.assignee_id), claim.id, {
        rating: scene.random.pick(['false', 'true', 'mostly_false']),
        summary: scene.words(),
        rationale: scene.words(),
        citations: await citations(scene, claim.id),
      });
    },
  },
  editDraft: {
    verbs: [desk.EditVerdict],
    weight: 3,
    act: async (scene) => {
      const verdict = await inState(scene, 'draft');
      const change = scene.random.chance(0.5)
        ? { summary: scene.words() }
        : { citations: await citations(scene, verdict.claim_id) };
      return scene.verb(desk.EditVerdict).run(await scene.author(verdict), verdict.id, change);
    },
  },
  submitDraft: {
    verbs: [desk.SubmitVerdict],
    weight: 14,
    act: async (scene) => {
      const verdict = await inState(scene, 'draft');
      return scene.verb(desk.SubmitVerdict).run(await scene.author(verdict), verdict.id, {
        interests,
        ...(scene.random.chance(0.5) ? { overrideReason: 'It is a law.' } : {}),
        procedure: scene.random.chance(0.3) ? 'urgent' : 'standard',
      });
    },
  },
  approve: { verbs: [desk.CastBallot], weight: 16, act: vote('approve') },
  reject: { verbs: [desk.CastBallot], weight: 1, act: vote('reject') },
  recuse: { verbs: [desk.CastBallot], weight: 1, act: vote('recuse') },
  lateBallot: {
    verbs: [desk.CastBallot],
    weight: 3,
    act: async (scene) => {
      const { id, digest } = await scene.some('verdict', `status = 'published' and rest_status = 'waiting'`);
      const choice = scene.random.chance(0.7) ? 'approve' : 'reject';
      const ballot = { choice, digest: digest as string, interests, comment: scene.words() } as const;
      return scene.verb(desk.CastBallot).run(scene.who('reviewer'), id, ballot);
    },
  },
  withdrawBallot: {
    verbs: [desk.WithdrawBallot],
    weight: 2,
    act: async (scene) => {
      const ballot = await scene.some('ballot', 'voided_at is null');
      return scene.verb(desk.WithdrawBallot).run(scene.member(ballot.voter_id), ballot.verdict_id as string);
    },
  },
  recall: {
    verbs: [desk.RecallVerdict],
    weight: 1,
    act: async (scene) => {
      const verdict = await inState(scene, 'in_review');
      return scene.verb(desk.RecallVerdict).run(await scene.author(verdict), verdict.id);
    },
  },
  revise: {
    verbs: [desk.ReviseVerdict],
    weight: 2,
    act: async (scene) => {
      const verdict = await inState(scene, 'changes_requested', 'approved');
      return scene.verb(desk.ReviseVerdict).run(await scene.author(verdict), verdict.id);
    },
  },
  handOver: {
    verbs: [desk.HandOverVerdict],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.HandOverVerdict)
        .run(scene.who('editor'), (await inState(scene, 'draft', 'changes_requested')).id, {
          member: scene.who('researcher').member as string,
        }),
  },
  object: {
    verbs: [desk.ObjectToVerdict],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.ObjectToVerdict)
        .run(scene.who('reviewer'), (await inState(scene, 'approved', 'scheduled')).id, { reason: scene.words() }),
  },
  schedule: {
    verbs: [desk.ScheduleVerdict],
    weight: 6,
    act: async (scene) =>
      scene
        .verb(desk.ScheduleVerdict)
        .run(scene.who('editor'), (await inState(scene, 'approved')).id, { at: '2999-01-01T00:00:00Z', interests }),
  },
  unschedule: {
    verbs: [desk.UnscheduleVerdict],
    weight: 1,
    act: async (scene) =>
      scene.verb(desk.UnscheduleVerdict).run(scene.who('editor'), (await inState(scene, 'scheduled')).id),
  },
  onTime: {
    verbs: [desk.PublishOnTime],
    weight: 3,
    act: async (scene) =>
      scene
        .verb(desk.PublishOnTime)
        .run(scene.house.organization, (await inState(scene, 'scheduled')).schedule_id as string),
  },
  publish: {
    verbs: [desk.PublishVerdict],
    weight: 10,
    act: async (scene) =>
      scene
        .verb(desk.PublishVerdict)
        .run(scene.who('editor'), (await inState(scene, 'approved', 'scheduled')).id, { interests, reason: 'Now.' }),
  },
  abandon: {
    verbs: [desk.AbandonVerdict],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.AbandonVerdict)
        .run(scene.who('editor'), (await inState(scene, 'draft', 'in_review', 'approved', 'scheduled')).id, {
          reason: scene.words(),
        }),
  },
  interest: {
    verbs: [desk.DeclareInterest],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.DeclareInterest)
        .run(
          scene.who('reviewer'),
          (await scene.some('claim')).id,
          scene.random.chance(0.3) ? { declared: 'one', description: scene.words() } : interests,
        ),
  },
  retraction: {
    verbs: [desk.DraftRetraction],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.DraftRetraction)
        .run(scene.who('editor'), (await scene.some('claim', `status = 'published'`)).id, {
          notice: scene.words(),
          rationale: scene.words(),
        }),
  },
};
