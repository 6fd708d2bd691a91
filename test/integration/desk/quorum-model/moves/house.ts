import { readyMadeScales } from '#libs/factcheck';
import { ChangePolicy, ChangeScale, ConfirmPolicy, CreateIntegrationKey } from '#libs/identity';
import type { Role } from '#libs/kernel';
import { quorums } from '../plans.js';
import { Idle, type Walk } from '../walk.js';
import type { Move } from './move.js';

const roles: readonly Role[] = ['researcher', 'reviewer', 'editor'];
const rulers = (walk: Walk) => walk.who(walk.oracle.staff.having('editor', 'admin'));

async function change(walk: Walk, to: Parameters<ChangePolicy['run']>[1]): Promise<void> {
  const { proposal } = await walk.verb(ChangePolicy).run(await rulers(walk), to);
  if (proposal) walk.proposal = proposal.id;
}

/** Enough people stay that something can still happen. */
const spare = (walk: Walk): string => {
  const { staff } = walk.oracle;
  const all = walk.cast.people.map(({ member }) => member).slice(1);
  const free = all.filter((member) => !staff.has(member, 'editor') || staff.having('editor').length > 1);
  return walk.random.pick(
    free.filter((member) => !staff.has(member, 'researcher') || staff.having('researcher').length > 1),
  );
};

/** The rules, the people and their keys, while somebody is at it. */
export const house: Readonly<Record<string, Move>> = {
  policy: (walk) =>
    change(walk, {
      quorum: walk.random.pick(quorums),
      authorMayPublish: walk.random.chance(0.5),
      citationAuthorsMayVote: walk.random.chance(0.5),
    }),
  weaken: (walk) =>
    change(walk, { quorum: { approvals: 1, of: 1 }, authorMayPublish: true, citationAuthorsMayVote: true }),
  confirm: async (walk) => walk.verb(ConfirmPolicy).run(await rulers(walk), walk.proposal || walk.claim),
  scale: async (walk) => walk.verb(ChangeScale).run(await rulers(walk), walk.random.pick(readyMadeScales)),
  suspendMember: (walk) => {
    const member = spare(walk);
    return walk.cast.change(member, walk.cast.person(member).first, 'suspended');
  },
  changeRoles: (walk) => {
    const member = spare(walk);
    return walk.cast.change(member, [walk.random.pick(roles)], 'active');
  },
  issueKey: (walk) => walk.cast.issueKey(walk.random.pick(walk.cast.people)),
  rotateKey: async (walk) => {
    const person = walk.random.pick(walk.cast.people);
    const old = person.keys.at(-1) as string;
    await walk.cast.issueKey(person);
    await walk.cast.revokeKey(person, old);
  },
  machineKey: async (walk) => {
    if (walk.cast.machines.length > 5) throw new Idle();
    const actor = await walk.who(walk.oracle.staff.having('admin'));
    walk.cast.machines.push((await walk.verb(CreateIntegrationKey).run(actor, { name: walk.words() })).key);
  },
};
