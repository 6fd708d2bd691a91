import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Client } from 'pg';
import { CreateIntegrationKey, CreateOrganization, InviteMember, RedeemInvitation } from '#libs/identity';
import { type Actor, newId, type Role } from '#libs/kernel';
import type { Random } from '../quorum-model/random.js';

const staff: readonly (readonly [string, readonly Role[]])[] = [
  ['Rosa', ['researcher']],
  ['Rudi', ['researcher', 'reviewer']],
  ['Vera', ['reviewer']],
  ['Viktor', ['reviewer']],
  ['Edna', ['editor']],
  ['Emil', ['editor', 'researcher']],
  ['Elsa', ['editor']],
  ['Aud', ['auditor']],
];

/** One newsroom, made by its verbs alone: whatever stands in its tables, an event has told. */
export interface House {
  readonly organization: string;
  readonly slug: string;
  readonly people: readonly Actor[];
  readonly machine: Actor;
  /** Invitations that nobody has redeemed yet. */
  readonly invitations: string[];
}

export async function openHouse(rooms: INestApplicationContext, client: Client): Promise<House> {
  const slug = `replay-${newId()}`;
  const made = await rooms
    .get(CreateOrganization)
    .run({ kind: 'operator', roles: [] }, { slug, name: 'Replay', admin: { name: 'Ada' }, entrance: 'issue' });
  const organization = made.organization.id;
  const actorOf = async (member: string, roles: readonly Role[]): Promise<Actor> => {
    const { rows } = await client.query<{ id: string }>(`select id from api_key where member_id = $1`, [member]);
    return { organization, kind: 'member', member, key: rows[0]?.id as string, roles };
  };
  const admin = await actorOf(made.member.id, ['admin']);
  const people = [admin];
  for (const [name, roles] of staff) {
    const { member, invitation } = await rooms
      .get(InviteMember)
      .run(admin, { name, roles: [...roles], email: `${name}@example.org` });
    await rooms.get(RedeemInvitation).run(invitation, newId());
    people.push(await actorOf(member.id, roles));
  }
  const { apiKey } = await rooms.get(CreateIntegrationKey).run(admin, { name: 'CMS' });
  const machine: Actor = { organization, kind: 'integration', key: apiKey.id, roles: [] };
  return { organization, slug, people, machine, invitations: [] };
}

export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** What one stream of actions sees and draws from: the same seed, the same draws. */
export class Scene {
  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly client: Client,
    readonly house: House,
    readonly random: Random,
  ) {}

  verb<T>(type: Type<T>): T {
    return this.rooms.get(type);
  }

  /** Mostly somebody with this role; sometimes anybody, to be refused. */
  who(role: Role): Actor {
    const fit = this.house.people.filter((actor) => actor.roles.includes(role));
    return this.random.pick(this.random.chance(0.95) ? fit : this.house.people);
  }

  member(id: unknown): Actor {
    return this.house.people.find((actor) => actor.member === id) ?? this.random.pick(this.house.people);
  }

  words(): string {
    return `${this.random.pick(['Nearly', 'About', 'Over'])} ${this.random.below(100_000)} words — “naïve”, José`;
  }

  day(): string {
    return `20${this.random.below(30) + 10}-0${this.random.below(9) + 1}-1${this.random.below(9)}`;
  }

  /** One of the newest rows of a table that fit; nothing to act on ends the action. */
  async some(table: string, where = 'true', values: readonly unknown[] = []): Promise<Row> {
    const rows = await this.rows(table, where, values);
    if (rows.length === 0) throw new NothingToDo();
    return this.random.pick(rows);
  }

  async rows(table: string, where = 'true', values: readonly unknown[] = []): Promise<Row[]> {
    const { rows } = await this.client.query<Row>(
      `select t.* from ${table} t where organization_id = $1 and ${where} order by id desc limit 25`,
      [this.house.organization, ...values],
    );
    return rows;
  }

  /** How an author, an assignee and so on are found for a verdict. */
  async author(verdict: Row): Promise<Actor> {
    const { rows } = await this.client.query<{ member_id: string }>(
      `select member_id from verdict_author where verdict_id = $1 order by member_id`,
      [verdict.id],
    );
    return this.member(rows.length > 0 ? this.random.pick(rows).member_id : null);
  }
}

export class NothingToDo extends Error {}

/** One thing that somebody may do. `verbs` are those that it runs, so that a test can ask which are left out. */
export interface Action {
  readonly verbs: readonly Type[];
  /** How often it is drawn, relative to the others. */
  readonly weight: number;
  act(scene: Scene): Promise<unknown>;
}
