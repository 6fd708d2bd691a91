import { type Actor, refusal, type Role, roles, type Ruling } from '#libs/kernel';

export type MemberStatus = 'invited' | 'active' | 'suspended';

export interface MemberFacts {
  readonly id: string;
  readonly name: string;
  readonly status: MemberStatus;
  readonly roles: readonly Role[];
}

/** Roles in the order of the vocabulary, each once: two lists that mean the same are the same. */
export const orderedRoles = (given: readonly Role[]): readonly Role[] => roles.filter((role) => given.includes(role));

/** Nobody gives themselves roles, nor takes them from themselves: whoever does is an administrator who stays one. */
export function mayGiveRoles(actor: Actor, member: MemberFacts, wanted: readonly Role[]): Ruling {
  const same = orderedRoles(wanted).join() === orderedRoles(member.roles).join();
  if (same || actor.member !== member.id) return undefined;
  return refusal('member.own_roles', 'Nobody changes their own roles. Ask another administrator.');
}

/** `otherAdmins`: active administrators besides this member. Whoever leaves may suspend themselves, unless nobody is left. */
export function maySuspend(member: MemberFacts, otherAdmins: number): Ruling {
  if (member.status === 'suspended') return wrongStatus(member, 'is suspended already');
  if (member.status !== 'active' || !member.roles.includes('admin') || otherAdmins > 0) return undefined;
  return refusal(
    'member.last_admin',
    `${member.name} is the last active administrator: nobody could let anybody in any more. Make somebody else one first.`,
  );
}

export const mayReinstate = (member: MemberFacts): Ruling =>
  member.status === 'suspended' ? undefined : wrongStatus(member, 'is not suspended');

/** Also somebody who is in already and has lost their key. */
export const mayInviteAgain = (member: MemberFacts): Ruling =>
  member.status === 'suspended' ? wrongStatus(member, 'is suspended; reinstate them first') : undefined;

const wrongStatus = ({ name, status }: MemberFacts, why: string): Ruling =>
  refusal('member.wrong_state', `${name} ${why}.`, { facts: { status } });
