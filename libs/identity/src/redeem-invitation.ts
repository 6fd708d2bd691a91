import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type Actor, type JsonObject, refuse, type Repeat, systemActor } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { parseKey } from './key-format.js';
import { KeyStore } from './key-store.js';
import { MemberStore } from './member-store.js';

/** A person exchanges their invitation for their own key, once. */
@Injectable()
export class RedeemInvitation {
  constructor(
    private readonly transaction: Transaction,
    private readonly members: MemberStore,
    private readonly keys: KeyStore,
    private readonly ledger: Ledger,
  ) {}

  run(token: string, request: string, repeat?: Repeat): Promise<{ key: string; member: JsonObject }> {
    const organization = parseKey(token, 'invitation')?.organization ?? notValid();
    const visitor = { ...systemActor(organization), request, ...(repeat ? { idempotency: repeat } : {}) };
    return this.transaction.run(visitor, async (tx) => {
      const invitation = (await this.keys.invitations.takeInvitation(tx, token)) ?? notValid();
      const member = await this.members.activate(tx, invitation.member);
      const issuedBy = invitation.issuedBy ? { issuedBy: invitation.issuedBy } : {};
      const issued = await this.keys.issue(tx, {
        ...invitation.terms,
        name: 'claimed by invitation',
        member: invitation.member,
        ...issuedBy,
      });
      const person: Actor = {
        organization,
        kind: 'member',
        member: invitation.member,
        key: issued.state.id,
        roles: member.roles,
        request,
      };
      await this.ledger.record(
        { ...tx, actor: person },
        {
          type: 'member.joined',
          root: invitation.member,
          changes: [
            { type: 'member', id: invitation.member, version: Number(member.version), after: member },
            { type: 'key', id: issued.state.id, version: 1, after: issued.state },
          ],
        },
      );
      return { key: issued.key, member };
    });
  }
}

const notValid = (): never =>
  refuse(
    'invitation.invalid',
    'This invitation is not valid: mistyped, used already, or older than seven days. Ask for a new one.',
  );
