import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { systemActor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { InvitationStore } from './invitation-store.js';
import { MembershipStore } from './membership-store.js';

/**
 * A backup may be older than somebody's leaving. Whoever left and was erased since has no way in again: before the erasure
 * is done once more, they are suspended once more, also where nobody else is left to administer.
 */
@Injectable()
export class SuspendErased {
  constructor(
    private readonly transaction: Transaction,
    private readonly memberships: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly ledger: Ledger,
  ) {}

  /** Answers whether they were still in. */
  run(organization: string, id: string): Promise<boolean> {
    return this.transaction.run(systemActor(organization), async (tx) => {
      if (!(await this.memberships.isIn(tx, id))) return false;
      await this.invitations.takeBack(tx, id);
      const after = await this.memberships.suspend(
        tx,
        id,
        'They have left, and were erased after this backup was made.',
      );
      await this.ledger.record(tx, {
        type: 'member.suspended',
        root: id,
        changes: [{ type: 'member', id, version: after.version, after }],
      });
      return true;
    });
  }
}
