import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayGiveRoles, orderedRoles } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { MemberStore } from './member-store.js';
import { type MemberChange, MembershipStore } from './membership-store.js';

/** Another name or address, other roles. They hold from the next request of that member on. */
@Injectable()
export class ChangeMember {
  constructor(
    private readonly transaction: Transaction,
    private readonly memberships: MembershipStore,
    private readonly members: MemberStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, change: MemberChange, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'member.change'));
      const { member } = await this.memberships.lock(tx, id, expected);
      if (change.roles) demand(mayGiveRoles(actor, member, change.roles));
      await this.members.demandNew(tx, { ...member, ...change }, id);
      const roles = orderedRoles(change.roles ?? member.roles);
      const after = await this.memberships.change(tx, member, { ...change, roles });
      await this.ledger.record(tx, {
        type: 'member.changed',
        root: id,
        changes: [{ type: 'member', id, version: after.version, after }],
        facts: { rolesBefore: [...member.roles], roles: [...roles] },
      });
      return after;
    });
  }
}
