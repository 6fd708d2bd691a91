import * as desk from '#libs/desk';
import { newId } from '#libs/kernel';
import type { Action, Row, Scene } from '../scene.js';

const interests = { declared: 'none' } as const;
const published = (scene: Scene): Promise<Row> => scene.some('claim', `published_verdict_id is not null`);
const inState = (scene: Scene, ...states: string[]): Promise<Row> =>
  scene.some('correction', 'status = any($2)', [states]);

/** What is asked for after publication, inside and by readers. */
export const corrections: Readonly<Record<string, Action>> = {
  askCorrection: {
    verbs: [desk.RequestCorrection],
    weight: 3,
    act: async (scene) =>
      scene
        .verb(desk.RequestCorrection)
        .run(scene.random.pick([scene.who('reviewer'), scene.house.machine]), (await published(scene)).id, {
          request: scene.words(),
        }),
  },
  acknowledge: {
    verbs: [desk.AcknowledgeCorrection],
    weight: 3,
    act: async (scene) =>
      scene.verb(desk.AcknowledgeCorrection).run(scene.who('editor'), (await inState(scene, 'requested')).id),
  },
  acceptCorrection: {
    verbs: [desk.AcceptCorrection],
    weight: 3,
    act: async (scene) =>
      scene
        .verb(desk.AcceptCorrection)
        .run(scene.who('editor'), (await inState(scene, 'acknowledged', 'appealed')).id, {
          kind: scene.random.pick(['correction', 'update', 'retraction'] as const),
          major: scene.random.chance(0.5),
          reason: scene.words(),
          note: scene.words(),
          interests,
        }),
  },
  rejectCorrection: {
    verbs: [desk.RejectCorrection],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(desk.RejectCorrection)
        .run(scene.who('editor'), (await inState(scene, 'acknowledged', 'appealed')).id, {
          reason: scene.words(),
          interests,
        }),
  },
  appeal: {
    verbs: [desk.AppealCorrection],
    weight: 2,
    act: async (scene) => {
      const correction = await inState(scene, 'rejected');
      const { requested_by: by } = correction;
      return scene
        .verb(desk.AppealCorrection)
        .run(by ? scene.member(by) : scene.who('editor'), correction.id, { reason: scene.words() });
    },
  },
  writeIn: {
    verbs: [desk.SendPublicRequest],
    weight: 2,
    act: (scene) =>
      scene
        .verb(desk.SendPublicRequest)
        .run(scene.house.slug, { about: 'x', request: scene.words(), requester: { name: 'José' } }, newId()),
  },
  takeIn: {
    verbs: [desk.TakeFromInbox],
    weight: 2,
    act: async (scene) =>
      scene
        .verb(desk.TakeFromInbox)
        .run(scene.who('editor'), (await scene.some('correction_inbox', 'correction_id is null')).id, {
          claim: (await published(scene)).id,
        }),
  },
  discard: {
    verbs: [desk.DiscardFromInbox],
    weight: 1,
    act: async (scene) =>
      scene
        .verb(desk.DiscardFromInbox)
        .run(scene.who('editor'), (await scene.some('correction_inbox', 'correction_id is null')).id),
  },
};
