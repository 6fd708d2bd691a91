import * as desk from '#libs/desk';
import { claimKinds, declineReasons, holdKinds } from '#libs/factcheck';
import type { Action, Row, Scene } from '../scene.js';
import { appearance, claimant, quantity } from './claims.js';

const because = (scene: Scene) => ({ reason: scene.words() });

/** Mostly one that fits; sometimes any, to be refused. */
const one = (scene: Scene, where: string): Promise<Row> =>
  scene.some('claim', scene.random.chance(0.9) ? where : 'true');

const open = `status in ('submitted', 'accepted', 'checking')`;

/** The rest of a claim's life: how it ends, is one with another or several, stops, and what it is about. */
export const claimTurns: Readonly<Record<string, Action>> = {
  withdraw: {
    verbs: [desk.WithdrawClaim],
    weight: 0.5,
    act: async (scene) => {
      const claim = await one(scene, open);
      const who = scene.random.pick([
        scene.who('editor'),
        scene.member(claim.submitted_by_member),
        scene.house.machine,
      ]);
      return scene.verb(desk.WithdrawClaim).run(who, claim.id, because(scene));
    },
  },
  drop: {
    verbs: [desk.DropClaim],
    weight: 0.3,
    act: async (scene) =>
      scene.verb(desk.DropClaim).run(scene.who('editor'), (await one(scene, `status = 'checking'`)).id, {
        reason: scene.random.pick(declineReasons),
        ...(scene.random.chance(0.7) ? { note: scene.words() } : {}),
      }),
  },
  reopen: {
    verbs: [desk.ReopenClaim],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.ReopenClaim)
        .run(
          scene.who('editor'),
          (await one(scene, `status in ('declined', 'withdrawn', 'duplicate', 'retracted')`)).id,
          because(scene),
        ),
  },
  mergeClaim: {
    verbs: [desk.MergeClaim],
    weight: 1,
    act: async (scene) =>
      scene.verb(desk.MergeClaim).run(scene.who('editor'), (await one(scene, open)).id, {
        into: (await one(scene, `status in ('submitted', 'accepted', 'checking', 'published')`)).id,
      }),
  },
  unmergeClaim: {
    verbs: [desk.UnmergeClaim],
    weight: 0.6,
    act: async (scene) =>
      scene
        .verb(desk.UnmergeClaim)
        .run(scene.who('editor'), (await one(scene, `status = 'duplicate'`)).id, because(scene)),
  },
  split: {
    verbs: [desk.SplitClaim],
    weight: 0.6,
    act: async (scene) => {
      const part = () => ({ statement: scene.words(), kind: scene.random.pick(claimKinds), ...quantity(scene) });
      return scene
        .verb(desk.SplitClaim)
        .run(scene.who('researcher'), (await one(scene, open)).id, [part(), { ...part(), language: 'es' }]);
    },
  },
  utter: {
    verbs: [desk.AddUtterance],
    weight: 3,
    act: async (scene) =>
      scene.verb(desk.AddUtterance).run(scene.who('researcher'), (await one(scene, open)).id, {
        claimant: claimant(scene),
        mode: 'paraphrase',
        ...(scene.random.chance(0.5) ? { saidOn: scene.day(), affiliation: 'Ministry' } : {}),
        appearance: await appearance(scene),
      }),
  },
  unlink: {
    verbs: [desk.UnlinkClaims],
    weight: 1,
    act: async (scene) => {
      const link = await scene.some('claim_link', scene.random.chance(0.9) ? 'removed_at is null' : 'true');
      const end = scene.random.pick([link.claim_id, link.other_claim_id]) as string;
      return scene.verb(desk.UnlinkClaims).run(scene.who('researcher'), end, link.id, because(scene));
    },
  },
  hold: {
    verbs: [desk.HoldClaim],
    weight: 0.8,
    act: async (scene) =>
      scene.verb(desk.HoldClaim).run(scene.who('editor'), (await one(scene, 'hold_kind is null')).id, {
        kind: scene.random.pick(holdKinds),
        reason: scene.words(),
      }),
  },
  release: {
    verbs: [desk.ReleaseClaim],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(desk.ReleaseClaim)
        .run(scene.who('editor'), (await one(scene, 'hold_kind is not null')).id, because(scene)),
  },
  suspend: {
    verbs: [desk.SuspendClaim],
    weight: 0.7,
    act: async (scene) =>
      scene
        .verb(desk.SuspendClaim)
        .run(scene.who('editor'), (await one(scene, `status = 'published'`)).id, because(scene)),
  },
  restore: {
    verbs: [desk.RestoreClaim],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.RestoreClaim)
        .run(scene.who('editor'), (await one(scene, `status = 'suspended'`)).id, because(scene)),
  },
  registerTopic: {
    verbs: [desk.RegisterTopic],
    weight: 0.5,
    act: (scene) =>
      scene
        .verb(desk.RegisterTopic)
        .run(scene.who('editor'), { code: `topic_${scene.random.below(30)}`, labels: { en: scene.words() } }),
  },
  setTopics: {
    verbs: [desk.SetTopics],
    weight: 2,
    act: async (scene) => {
      const known = await scene.rows('topic');
      const codes = known.filter(() => scene.random.chance(0.3)).map(({ code }) => code as string);
      return scene.verb(desk.SetTopics).run(scene.who('researcher'), (await scene.some('claim')).id, codes);
    },
  },
};
