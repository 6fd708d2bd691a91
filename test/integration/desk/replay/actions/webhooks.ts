import { eventTypeNames } from '#libs/factcheck';
import { Sequencer } from '#libs/ledger';
import {
  ArchiveEndpoint,
  ChangeEndpoint,
  CreateEndpoint,
  DisableEndpoint,
  EnableEndpoint,
  type EndpointInput,
  FanOut,
  Redeliver,
  RotateSecret,
  RunRecovery,
  SendTest,
  StartRecovery,
} from '#libs/webhooks';
import { type Action, NothingToDo, type Scene } from '../scene.js';

const some = (scene: Scene) => scene.some('webhook_endpoint', `status <> 'archived'`);

const terms = (scene: Scene): Omit<EndpointInput, 'eventTypes'> => ({
  url: `https://cms.example/hook/${scene.random.below(9)}`,
  filter: scene.random.chance(0.5) ? { languages: ['es', 'en'] } : {},
  payload: scene.random.pick(['full', 'thin'] as const),
  headers: scene.random.chance(0.5) ? { 'X-Api-Key': 'k' } : {},
  strictOrder: scene.random.chance(0.3),
  checkpoints: scene.random.chance(0.3),
});

/** What a switched endpoint did not get is sent again. */
async function redeliver(scene: Scene): Promise<unknown> {
  const { id } = await scene.some('webhook_endpoint', `status = 'enabled'`);
  await scene.verb(Sequencer).sequenceOrganization(scene.house.organization);
  await scene.verb(FanOut).fanOut(scene.house.organization);
  const [pending] = await scene.rows('delivery', `endpoint_id = $2 and status = 'pending' and event_id is not null`, [
    id,
  ]);
  if (!pending) throw new NothingToDo();
  await scene.verb(DisableEndpoint).run(scene.who('admin'), { id });
  await scene.verb(EnableEndpoint).run(scene.who('admin'), { id });
  return scene.verb(Redeliver).run(scene.who('admin'), pending.id);
}

async function recover(scene: Scene): Promise<void> {
  const { id } = await some(scene);
  const input = { scope: 'missed', sinceIndex: scene.random.below(500) } as const;
  const recovery = await scene.verb(StartRecovery).run(scene.who('admin'), id, input);
  await scene.verb(RunRecovery).run(scene.house.organization, recovery.id, () => true);
}

/** Endpoints, and what is sent to them again. Nothing here is sent: the address is nobody's. */
export const webhooks: Readonly<Record<string, Action>> = {
  endpoint: {
    verbs: [CreateEndpoint],
    weight: 0.5,
    act: (scene) =>
      scene.verb(CreateEndpoint).run(scene.who('admin'), { ...terms(scene), eventTypes: [...eventTypeNames] }),
  },
  changeEndpoint: {
    verbs: [ChangeEndpoint],
    weight: 0.5,
    act: async (scene) => {
      const { id, version } = await some(scene);
      return scene.verb(ChangeEndpoint).run(scene.who('admin'), id, terms(scene), Number(version));
    },
  },
  rotateSecret: {
    verbs: [RotateSecret],
    weight: 0.3,
    act: async (scene) =>
      scene.verb(RotateSecret).run(scene.who('admin'), (await some(scene)).id, scene.random.pick([0, 60])),
  },
  testEndpoint: {
    verbs: [SendTest],
    weight: 0.2,
    act: async (scene) => scene.verb(SendTest).run(scene.who('admin'), (await some(scene)).id),
  },
  disable: {
    verbs: [DisableEndpoint],
    weight: 0.5,
    act: async (scene) =>
      scene.verb(DisableEndpoint).run(scene.who('admin'), { id: (await some(scene)).id, reason: 'It moves.' }),
  },
  enable: {
    verbs: [EnableEndpoint],
    weight: 0.8,
    act: async (scene) => scene.verb(EnableEndpoint).run(scene.who('admin'), { id: (await some(scene)).id }),
  },
  archive: {
    verbs: [ArchiveEndpoint],
    weight: 0.1,
    act: async (scene) => {
      const { id, version } = await some(scene);
      return scene.verb(ArchiveEndpoint).run(scene.who('admin'), id, Number(version));
    },
  },
  redeliver: { verbs: [Redeliver], weight: 0.3, act: redeliver },
  recover: { verbs: [StartRecovery, RunRecovery], weight: 0.3, act: recover },
};
