import {
  ChangeMember,
  CreateIntegrationKey,
  CreateOwnKey,
  DigestAccess,
  InviteAgain,
  InviteMember,
  RedeemInvitation,
  ReinstateMember,
  RevokeKey,
  RotateKey,
  RotateSigningKey,
  SuspendMember,
} from '#libs/identity';
import { newId, type Role } from '#libs/kernel';
import { type Action, NothingToDo, type Row, type Scene } from '../scene.js';

// Of the staff nobody is changed: the rest of the run lives off them. Newcomers come and go.
const newcomer = (scene: Scene, where = 'true'): Promise<Row> =>
  scene.some('member', `name like 'Newcomer%' and ${where}`);
const roleSets: readonly (readonly Role[])[] = [['auditor'], ['researcher', 'reviewer'], ['editor'], ['admin']];

/** Who is in the newsroom, and by which key. */
export const people: Readonly<Record<string, Action>> = {
  invite: {
    verbs: [InviteMember],
    weight: 1,
    act: async (scene) => {
      const name = `Newcomer ${scene.random.below(1e9)}`;
      const { invitation } = await scene.verb(InviteMember).run(scene.who('admin'), { name, roles: ['auditor'] });
      scene.house.invitations.push(invitation);
    },
  },
  inviteAgain: {
    verbs: [InviteAgain],
    weight: 0.5,
    act: async (scene) => {
      const { id } = await newcomer(scene);
      const { invitation } = await scene.verb(InviteAgain).run(scene.who('admin'), id);
      scene.house.invitations.push(invitation);
    },
  },
  redeem: {
    verbs: [RedeemInvitation],
    weight: 1,
    act: (scene) => {
      const invitation = scene.house.invitations.pop();
      if (!invitation) throw new NothingToDo();
      return scene.verb(RedeemInvitation).run(invitation, newId());
    },
  },
  changeMember: {
    verbs: [ChangeMember],
    weight: 1,
    act: async (scene) => {
      const { id, version } = await newcomer(scene);
      const roles = scene.random.pick(roleSets);
      const email = scene.random.pick([null, 'naïve@example.org']);
      return scene.verb(ChangeMember).run(scene.who('admin'), id, { roles, email }, version as number);
    },
  },
  suspendMember: {
    verbs: [SuspendMember],
    weight: 0.7,
    act: async (scene) => scene.verb(SuspendMember).run(scene.who('admin'), (await newcomer(scene)).id, scene.words()),
  },
  reinstateMember: {
    verbs: [ReinstateMember],
    weight: 0.7,
    act: async (scene) =>
      scene
        .verb(ReinstateMember)
        .run(scene.who('admin'), (await newcomer(scene, `status = 'suspended'`)).id, scene.words()),
  },
  key: {
    verbs: [CreateIntegrationKey],
    weight: 0.5,
    act: (scene) => scene.verb(CreateIntegrationKey).run(scene.who('admin'), { name: scene.words() }),
  },
  ownKey: {
    verbs: [CreateOwnKey],
    weight: 0.5,
    act: (scene) =>
      scene.verb(CreateOwnKey).run(scene.who('researcher'), {
        name: scene.words(),
        ...(scene.random.chance(0.5) ? { scopes: ['read' as const] } : {}),
      }),
  },
  digest: {
    verbs: [DigestAccess],
    weight: 0.3,
    act: async (scene) => {
      const day = scene.random.chance(0.9) ? scene.day() : '2999-01-01';
      if (!(await scene.verb(DigestAccess).run(scene.house.organization, day))) throw new NothingToDo();
    },
  },
  rotateKey: {
    verbs: [RotateKey],
    weight: 0.5,
    act: async (scene) => {
      const { id } = await scene.some('api_key', 'member_id is null');
      return scene.verb(RotateKey).run(scene.who('admin'), id, scene.random.below(169));
    },
  },
  rotateSigningKey: {
    verbs: [RotateSigningKey],
    weight: 0.3,
    act: (scene) => scene.verb(RotateSigningKey).run(scene.who('admin'), scene.random.pick([0, 0, 1, 24])),
  },
  revokeKey: {
    verbs: [RevokeKey],
    weight: 0.5,
    act: async (scene) => scene.verb(RevokeKey).run(scene.who('admin'), (await scene.some('api_key')).id),
  },
};
