import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type KeyTerms, mayDo, termsRuling } from '#libs/factcheck';
import { type Actor, demand, type Role, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { InvitationStore } from './invitation-store.js';
import { MemberStore } from './member-store.js';

export interface MemberInput {
  readonly name: string;
  readonly email?: string;
  readonly roles: readonly Role[];
  /** How far the key reaches that is claimed with the invitation. */
  readonly key?: KeyTerms;
}

/** A new member with a one-time invitation: nobody but that person ever sees the key they claim with it. */
@Injectable()
export class InviteMember {
  constructor(
    private readonly transaction: Transaction,
    private readonly members: MemberStore,
    private readonly invitations: InvitationStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: MemberInput): Promise<{ member: SubjectState; invitation: string }> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'member.invite'));
      demand(termsRuling(input.key ?? {}, input.roles));
      await this.members.demandNew(tx, input);
      const member = await this.members.add(tx, { ...input, status: 'invited' });
      const invitation = await this.invitations.invite(tx, member.id, input.key);
      await this.ledger.record(tx, {
        type: 'member.invited',
        root: member.id,
        changes: [{ type: 'member', id: member.id, version: 1, after: member }],
      });
      return { member, invitation };
    });
  }
}
