import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, mayReinstate } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { MemberStore } from './member-store.js';
import { MembershipStore } from './membership-store.js';

/** A suspended member is in again, with the same roles and those of their keys that were not revoked and have not expired. */
@Injectable()
export class ReinstateMember {
  constructor(
    private readonly transaction: Transaction,
    private readonly memberships: MembershipStore,
    private readonly members: MemberStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, reason: string, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'member.change'));
      const { member } = await this.memberships.lock(tx, id, expected);
      demand(mayReinstate(member));
      // Somebody else may have been invited with their address meanwhile.
      await this.members.demandNew(tx, member, id);
      const after = await this.memberships.reinstate(tx, id, reason);
      await this.ledger.record(tx, {
        type: 'member.reinstated',
        root: id,
        changes: [{ type: 'member', id, version: after.version, after }],
      });
      return after;
    });
  }
}
