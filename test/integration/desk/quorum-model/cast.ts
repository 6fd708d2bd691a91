import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import {
  Authenticator,
  CreateIntegrationKey,
  CreateOrganization,
  InviteMember,
  makeKey,
  parseKey,
  RedeemInvitation,
} from '#libs/identity';
import { type Actor, newId, type Role } from '#libs/kernel';
import type { Told } from './oracle/told.js';

const staff: readonly (readonly [string, readonly Role[]])[] = [
  ['Rosa', ['researcher']],
  ['Rudi', ['researcher', 'reviewer']],
  ['Vera', ['reviewer']],
  ['Viktor', ['reviewer']],
  ['Vanna', ['reviewer']],
  ['Edna', ['editor']],
  ['Emil', ['editor', 'researcher']],
  ['Elsa', ['editor', 'admin']],
];

export interface Person {
  readonly member: string;
  readonly first: readonly Role[];
  /** Every key they ever had: those that were taken away are tried as well. */
  readonly keys: string[];
}

/**
 * The people of one newsroom and their keys. Everybody acts by a key that the product's own door looks up. Suspensions,
 * roles and members' further keys have no verb yet: they are written as the owner and told as events would tell them.
 */
export class Cast {
  readonly people: Person[] = [];
  readonly machines: string[] = [];
  private readonly changed = new Set<string>();

  private constructor(
    private readonly rooms: INestApplicationContext,
    private readonly client: Client,
    readonly organization: string,
    private readonly tell: (changes: Told['changes']) => void,
  ) {}

  static async hire(
    rooms: INestApplicationContext,
    client: Client,
    tell: (changes: Told['changes']) => void,
  ): Promise<Cast> {
    const made = await rooms
      .get(CreateOrganization)
      .run(
        { kind: 'operator', roles: [] },
        { slug: `model-${newId()}`, name: 'Model', admin: { name: 'Ada' }, entrance: 'issue' },
      );
    const cast = new Cast(rooms, client, made.organization.id, tell);
    cast.people.push({ member: made.member.id, first: ['admin'], keys: [made.key as string] });
    const admin = await cast.actor(made.key as string);
    for (const [name, roles] of staff) {
      const { member, invitation } = await rooms.get(InviteMember).run(admin, { name, roles });
      const { key } = await rooms.get(RedeemInvitation).run(invitation, newId());
      cast.people.push({ member: member.id, first: roles, keys: [key] });
    }
    cast.machines.push((await rooms.get(CreateIntegrationKey).run(admin, { name: 'CMS' })).key);
    return cast;
  }

  /** Throws Refused for a key that does not work. */
  actor(key: string): Promise<Actor> {
    return this.rooms.get(Authenticator).actor(`Bearer ${key}`, newId());
  }

  /** By their newest key. */
  acting(member: string): Promise<Actor> {
    return this.actor(this.person(member).keys.at(-1) as string);
  }

  person(member: string): Person {
    return this.people.find((one) => one.member === member) as Person;
  }

  async change(member: string, roles: readonly Role[], status: 'active' | 'suspended'): Promise<void> {
    await this.client.query(`update member set roles = $3, status = $4 where organization_id = $1 and id = $2`, [
      this.organization,
      member,
      roles,
      status,
    ]);
    this.changed.add(member);
    this.tell([{ type: 'member', id: member, version: 0, after: { roles, status } }]);
  }

  async issueKey(person: Person): Promise<void> {
    const key = makeKey(this.organization);
    const id = newId();
    await this.client.query(
      `insert into api_key (organization_id, id, kind, member_id, name, secret_hash, created_at) values ($1, $2, 'member', $3, 'k', $4, now())`,
      [this.organization, id, person.member, parseKey(key)?.hash],
    );
    person.keys.push(key);
    this.tell([{ type: 'key', id, version: 1, after: { member: person.member, revokedAt: null } }]);
  }

  async revokeKey(person: Person, key: string): Promise<void> {
    const { rows } = await this.client.query<{ id: string }>(
      `update api_key set revoked_at = now() where organization_id = $1 and secret_hash = $2 returning id`,
      [this.organization, parseKey(key)?.hash],
    );
    const id = rows[0]?.id as string;
    this.tell([{ type: 'key', id, version: 2, after: { member: person.member, revokedAt: 'now' } }]);
  }

  /** Everybody is back with the roles they began with. */
  async restore(): Promise<void> {
    for (const member of this.changed) await this.change(member, this.person(member).first, 'active');
    this.changed.clear();
  }
}
