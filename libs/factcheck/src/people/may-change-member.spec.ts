import type { Actor, Role } from '#libs/kernel';
import {
  mayGiveRoles,
  mayInviteAgain,
  mayReinstate,
  maySuspend,
  type MemberFacts,
  type MemberStatus,
  orderedRoles,
} from './may-change-member.js';

const actor: Actor = { organization: 'o', kind: 'member', member: 'ada', roles: ['admin'] };
const member = (id: string, status: MemberStatus, ...roles: Role[]): MemberFacts => ({
  id,
  name: 'Ada',
  status,
  roles,
});

describe('what may be done to a member', () => {
  it('roles are given by somebody else; saying again what one has is no change', () => {
    expect(mayGiveRoles(actor, member('rosa', 'active', 'researcher'), ['admin'])).toBeUndefined();
    expect(mayGiveRoles(actor, member('ada', 'active', 'admin'), ['admin', 'editor'])?.code).toBe('member.own_roles');
    expect(
      mayGiveRoles(actor, member('ada', 'active', 'admin', 'editor'), ['editor', 'admin', 'admin']),
    ).toBeUndefined();
  });

  it('the last active administrator stays; an invited or former one does not count as one', () => {
    expect(maySuspend(member('ada', 'active', 'admin'), 0)?.code).toBe('member.last_admin');
    expect(maySuspend(member('ada', 'active', 'admin'), 1)).toBeUndefined();
    expect(maySuspend(member('ada', 'invited', 'admin'), 0)).toBeUndefined();
    expect(maySuspend(member('rosa', 'active', 'researcher'), 0)).toBeUndefined();
  });

  it.each(['invited', 'active', 'suspended'] as const)('has its own steps when %s', (status) => {
    const suspended = status === 'suspended';
    const one = member('rosa', status, 'researcher');
    expect([maySuspend(one, 1), mayReinstate(one), mayInviteAgain(one)].map((no) => no?.code)).toEqual(
      suspended
        ? ['member.wrong_state', undefined, 'member.wrong_state']
        : [undefined, 'member.wrong_state', undefined],
    );
  });

  it('puts roles in one order, each once', () => {
    expect(orderedRoles(['admin', 'researcher', 'admin'])).toEqual(['researcher', 'admin']);
  });
});
