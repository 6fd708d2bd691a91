import type { INestApplicationContext, Type } from '@nestjs/common';
import { Client } from 'pg';
import * as desk from '#libs/desk';
import { ChangePolicy, InviteMember, RedeemInvitation } from '#libs/identity';
import { type Actor, newId, Refused, type Role } from '#libs/kernel';
import { statusOf } from '../../../../apps/api/src/http/status-of.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { openRooms } from '../../../support/rooms.js';
import { type House, openHouse } from '../replay/scene.js';

const none = { declared: 'none' } as const;
/** How many connections a crowd has: as many things happen at the same moment. */
const connections = 24;

/** What a thousand tries came to: how often it was done, and how often it was refused with which status and code. */
export type Outcomes = Record<string, number>;

/** One newsroom whose people all want the same at once, through the verbs and as many connections as a busy server has. */
export class Crowd {
  private constructor(
    private readonly on: TestDatabase,
    private readonly rooms: INestApplicationContext,
    private readonly client: Client,
    private readonly house: House,
    private readonly source: string,
  ) {}

  static async gather(): Promise<Crowd> {
    const on = await freshDatabase();
    const rooms = await openRooms(await on.open(connections), [desk.DeskModule]);
    const client = new Client({ connectionString: on.ownerUrl });
    await client.connect();
    const house = await openHouse(rooms, client);
    const [researcher] = house.people.filter((actor) => actor.roles.includes('researcher')) as [Actor];
    const source = await rooms
      .get(desk.RegisterSource)
      .run(researcher, { kind: 'document', title: 'A record', access: 'open' });
    return new Crowd(on, rooms, client, house, source.id);
  }

  async leave(): Promise<void> {
    await this.client.end();
    await this.rooms.close();
    await this.on.drop();
  }

  verb<T>(type: Type<T>): T {
    return this.rooms.get(type);
  }

  get organization(): string {
    return this.house.organization;
  }

  get slug(): string {
    return this.house.slug;
  }

  having(role: Role): readonly Actor[] {
    return this.house.people.filter((actor) => actor.roles.includes(role));
  }

  /** The one who writes; nobody else here has a hand in what is written. */
  get writer(): Actor {
    return this.having('researcher')[0] as Actor;
  }

  get editor(): Actor {
    return this.having('editor')[0] as Actor;
  }

  async hire(count: number, role: Role): Promise<Actor[]> {
    const [admin] = this.having('admin') as [Actor];
    const hired: Actor[] = [];
    for (let n = 0; n < count; n += 1) {
      const invited = await this.verb(InviteMember).run(admin, { name: `Crowd ${newId()}`, roles: [role] });
      const { member } = await this.verb(RedeemInvitation).run(invited.invitation, newId());
      const { rows } = await this.client.query<{ id: string }>(`select id from api_key where member_id = $1`, [
        member.id,
      ]);
      hired.push({
        organization: this.organization,
        kind: 'member',
        member: member.id as string,
        key: rows[0]?.id,
        roles: [role],
      });
    }
    return hired;
  }

  async quorum(approvals: number, of: number): Promise<void> {
    await this.verb(ChangePolicy).run(this.editor, { quorum: { approvals, of } });
  }

  /** All at once. Whatever is neither done nor refused is thrown. */
  async rush(tries: readonly (() => Promise<unknown>)[]): Promise<Outcomes> {
    const outcomes: Outcomes = {};
    const each = await Promise.all(
      tries.map((attempt) =>
        attempt().then(
          () => 'done',
          (error: unknown) => {
            if (error instanceof Refused) return `${statusOf[error.refusal.code]} ${error.refusal.code}`;
            throw error;
          },
        ),
      ),
    );
    for (const outcome of each) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    return outcomes;
  }

  /** A thousand tries, by these people in turn. */
  thousand(people: readonly Actor[], attempt: (actor: Actor, n: number) => Promise<unknown>): Promise<Outcomes> {
    return this.rush(Array.from({ length: 1_000 }, (_, n) => () => attempt(people[n % people.length] as Actor, n)));
  }

  async rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, values)).rows as Row[];
  }

  async events(root: string, ...types: string[]): Promise<number> {
    const [row] = await this.rows<{ n: number }>(
      `select count(*)::int as n from event where convert_from(bytes, 'UTF8')::json ->> 'root' = $1
          and convert_from(bytes, 'UTF8')::json ->> 'type' = any($2)`,
      [root, types],
    );
    return row?.n ?? 0;
  }

  /** As the server itself counts them in this database: also those that a retry would hide. */
  async deadlocks(): Promise<number> {
    await this.rows(`select pg_stat_force_next_flush()`);
    const [row] = await this.rows<{ n: number }>(
      `select deadlocks::int as n from pg_stat_database where datname = current_database()`,
    );
    return row?.n ?? 0;
  }

  async submitted(): Promise<string> {
    const claim = await this.verb(desk.SubmitClaim).run(this.writer, {
      statement: 'The bridge was closed in March.',
      kind: 'event',
      language: 'en',
      origin: 'monitoring',
      mode: 'stated',
      claimant: { kind: 'outlet', name: 'The Courier' },
      appearance: { medium: 'radio' },
    });
    return claim.id;
  }

  async checking(): Promise<string> {
    const claim = await this.submitted();
    await this.verb(desk.AcceptClaim).run(this.editor, claim, { reason: 'reach' });
    await this.verb(desk.AssignClaim).run(this.editor, claim, { member: this.writer.member as string });
    return claim;
  }

  async inReview(): Promise<{ claim: string; verdict: string; digest: string }> {
    const claim = await this.checking();
    const cited = { source: this.source, stance: 'refutes', mode: 'linked', primary: true } as const;
    const citation = await this.verb(desk.AddCitation).run(this.writer, claim, cited);
    await this.verb(desk.RecordEnquiry).run(this.writer, claim, { contacted: false, reason: 'A race.' });
    const draft = await this.verb(desk.DraftVerdict).run(this.writer, claim, {
      rating: 'false',
      summary: 's',
      rationale: 'r',
      citations: [citation.id],
    });
    const { digest } = await this.verb(desk.SubmitVerdict).run(this.writer, draft.id, { interests: none });
    return { claim, verdict: draft.id, digest: digest as string };
  }

  async approved(): Promise<{ claim: string; verdict: string; digest: string }> {
    const made = await this.inReview();
    const [judge] = this.having('reviewer').filter((actor) => actor.member !== this.writer.member) as [Actor];
    await this.vote(judge, made);
    return made;
  }

  async published(): Promise<{ claim: string; verdict: string }> {
    const made = await this.approved();
    await this.verb(desk.PublishVerdict).run(this.editor, made.verdict, { interests: none });
    return made;
  }

  vote(actor: Actor, { verdict, digest }: { verdict: string; digest: string }): Promise<unknown> {
    return this.verb(desk.CastBallot).run(actor, verdict, { choice: 'approve', digest, interests: none });
  }
}
