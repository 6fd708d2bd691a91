import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { defaultPolicy, fivePointScale } from '#libs/factcheck';
import { type Actor, idFrom, type Json, newId, type Repeat, sha256, type SubjectState } from '#libs/kernel';
import { Ledger, SigningKeys, startLog } from '#libs/ledger';
import { type IssuedKey, KeyStore } from './key-store.js';
import { MemberStore } from './member-store.js';
import { OrganizationStore } from './organization-store.js';

export interface OrganizationInput {
  /** Made when not given. */
  readonly id?: string;
  readonly slug: string;
  readonly name: string;
  readonly admin: { readonly name: string; readonly email?: string };
  /**
   * How the first administrator comes in: `invite` by an invitation, as everybody; `issue` by a key that is shown on the
   * operator's own console; or with a key that the operator brought.
   */
  readonly entrance: 'invite' | 'issue' | { readonly key: string };
}

export interface CreatedOrganization {
  readonly organization: SubjectState;
  readonly member: SubjectState;
  readonly key: string | null;
  readonly invitation: string | null;
  readonly verifierKey: string;
}

/** A newsroom begins: its log, signing key, policy, scale and first administrator. Index 0 of its log. */
@Injectable()
export class CreateOrganization {
  constructor(
    private readonly transaction: Transaction,
    private readonly organizations: OrganizationStore,
    private readonly members: MemberStore,
    private readonly keys: KeyStore,
    private readonly ledger: Ledger,
    private readonly signing: SigningKeys,
  ) {}

  run(actor: Omit<Actor, 'organization'>, input: OrganizationInput): Promise<CreatedOrganization> {
    // The answer to a repeated request is kept with the organization that the first one made: one key, one id.
    const id = input.id ?? (actor.idempotency ? idOf(actor.idempotency) : newId());
    return this.transaction.run({ ...actor, organization: id }, async (tx) => {
      const organization = await this.organizations.add(tx, input, defaultPolicy, fivePointScale);
      const signingKey = await startLog(tx, this.signing);
      const { verifierKey } = signingKey;
      const invited = input.entrance === 'invite';
      const member = await this.members.add(tx, {
        ...input.admin,
        roles: ['admin'],
        status: invited ? 'invited' : 'active',
      });
      const given = typeof input.entrance === 'object' ? { given: input.entrance.key } : {};
      const issued: IssuedKey | undefined = invited
        ? undefined
        : await this.keys.issue(tx, { name: 'first key', member: member.id, ...given });
      const invitation = invited ? await this.keys.invitations.invite(tx, member.id) : null;
      await this.ledger.record(tx, {
        type: 'organization.created',
        root: id,
        changes: [
          { type: 'organization', id, version: 1, after: organization },
          { type: 'member', id: member.id, version: 1, after: member },
          { type: 'signing_key', id: signingKey.id, version: 1, after: signingKey },
          ...(issued ? [{ type: 'key' as const, id: issued.state.id, version: 1, after: issued.state }] : []),
        ],
        facts: { verifierKey, policy: defaultPolicy as unknown as Json, scale: fivePointScale as unknown as Json },
      });
      return { organization, member, key: issued?.key ?? null, invitation, verifierKey };
    });
  }
}

/** Not to be guessed from the Idempotency-Key alone: the seal is a secret of the house. */
const idOf = ({ key, seal }: Repeat): string => idFrom(sha256(Buffer.concat([seal, Buffer.from(key)])));
