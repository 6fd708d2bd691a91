import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type KeyTerms, mayDo, mayInviteAgain, termsRuling } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { InvitationStore } from './invitation-store.js';
import { MembershipStore } from './membership-store.js';

/** Another invitation, in place of one that was lost or ran out, or for a member who has lost their key. Older ones work no more. */
@Injectable()
export class InviteAgain {
  constructor(
    private readonly transaction: Transaction,
    private readonly memberships: MembershipStore,
    private readonly invitations: InvitationStore,
    private readonly ledger: Ledger,
  ) {}

  run(
    actor: Actor,
    id: string,
    terms: KeyTerms = {},
    expected?: number,
  ): Promise<{ member: SubjectState; invitation: string }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'member.invite'));
      const { member } = await this.memberships.lock(tx, id, expected);
      demand(mayInviteAgain(member));
      demand(termsRuling(terms, member.roles));
      await this.invitations.takeBack(tx, id);
      const invitation = await this.invitations.invite(tx, id, terms);
      const after = await this.memberships.touch(tx, id);
      await this.ledger.record(tx, {
        type: 'member.reinvited',
        root: id,
        changes: [{ type: 'member', id, version: after.version, after }],
      });
      return { member: after, invitation };
    });
  }
}
