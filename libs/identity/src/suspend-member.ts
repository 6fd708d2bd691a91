import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, maySuspend } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { InvitationStore } from './invitation-store.js';
import { MembershipStore } from './membership-store.js';

/**
 * Nothing of theirs opens a door any more: no key, no invitation, from the next request on. What they wrote and how they
 * voted stays; claims assigned to them and their drafts stay theirs until an editor gives them to somebody else.
 */
@Injectable()
export class SuspendMember {
  constructor(
    private readonly transaction: Transaction,
    private readonly memberships: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, reason: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'member.change'));
      const { member, otherAdmins } = await this.memberships.lock(tx, id, expected);
      demand(maySuspend(member, otherAdmins));
      await this.invitations.takeBack(tx, id);
      const after = await this.memberships.suspend(tx, id, reason);
      await this.ledger.record(tx, {
        type: 'member.suspended',
        root: id,
        changes: [{ type: 'member', id, version: after.version, after }],
      });
      return after;
    });
  }
}
