import * as desk from '#libs/desk';
import { erasureExemptions, erasureGrounds, type ErasableType } from '#libs/factcheck';
import type { Action, Row, Scene } from '../scene.js';

const tables: Readonly<Partial<Record<ErasableType, readonly [table: string, where: string]>>> = {
  claimant: ['claimant', 'true'],
  utterance: ['utterance', 'true'],
  article: ['article', 'true'],
  enquiry: ['enquiry', 'contacted'],
  comment: ['comment', 'true'],
  interest: ['interest', 'statement is not null'],
  correction: ['correction', 'true'],
  external_review: ['external_review', 'true'],
  confidential_note: ['confidential_note', 'true'],
  capture: ['capture', 'true'],
  member: ['member', `name like 'Newcomer%' and status = 'suspended'`],
};

const waiting = (scene: Scene): Promise<Row> => scene.some('erasure', `status = 'requested'`);

/** What must go under the law, of whatever there is. */
export const erasures: Readonly<Record<string, Action>> = {
  requestErasure: {
    verbs: [desk.RequestErasure],
    weight: 1.5,
    act: async (scene) => {
      const type = scene.random.pick(Object.keys(tables)) as keyof typeof tables;
      const [table, where] = tables[type] ?? ['claim', 'false'];
      const { id } = await scene.some(table, where);
      const ground = scene.random.pick(erasureGrounds);
      const subjects = [{ type, id }];
      return scene.verb(desk.RequestErasure).run(scene.who('editor'), { subjects, ground, reason: `File ${id}` });
    },
  },
  confirmErasure: {
    verbs: [desk.ConfirmErasure],
    weight: 1,
    act: async (scene) => scene.verb(desk.ConfirmErasure).run(scene.who('editor'), (await waiting(scene)).id),
  },
  eraseAgain: {
    verbs: [desk.EraseAgain],
    weight: 0.2,
    act: async (scene) => {
      const { id } = await scene.some('erasure', `status = 'erased'`);
      const entries = await scene.verb(desk.ErasureRegister).of(scene.house.organization);
      return scene.verb(desk.EraseAgain).run(entries.find((one) => one.id === id) as desk.RegisteredErasure);
    },
  },
  refuseErasure: {
    verbs: [desk.RefuseErasure],
    weight: 0.3,
    act: async (scene) => {
      const exemption = scene.random.pick(erasureExemptions);
      const { id } = await waiting(scene);
      return scene.verb(desk.RefuseErasure).run(scene.who('editor'), id, { exemption, reason: 'It is history.' });
    },
  },
};
