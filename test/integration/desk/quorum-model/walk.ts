import type { INestApplicationContext, Type } from '@nestjs/common';
import type { Client } from 'pg';
import { AcceptClaim, AddCitation, AssignClaim, RecordEnquiry, RegisterSource, SubmitClaim } from '#libs/desk';
import { type Actor, Refused } from '#libs/kernel';
import { Cast } from './cast.js';
import { demandFrozen } from './frozen.js';
import { moves } from './moves/all.js';
import { Oracle } from './oracle/oracle.js';
import type { ClaimHeard } from './oracle/claim.js';
import { type Told, toldSince } from './oracle/told.js';
import type { Version } from './oracle/version.js';
import { correcting, everything, schemes, sensible } from './plans.js';
import type { Random } from './random.js';

/** What a whole stream of walks has seen, so that a test can say that they were no idle walks. */
export interface Seen {
  readonly published: Map<string, number>;
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
}

/** There is nothing that this could be done to. */
export class Idle extends Error {}

const count = (map: Map<string, number>, what: string): void => void map.set(what, (map.get(what) ?? 0) + 1);

/** One newsroom, and random things that its people do to one claim after the other, with the oracle listening. */
export class Walk {
  cast!: Cast;
  oracle = new Oracle();
  /** What no event tells, with its place in the log. */
  readonly outside: Told[] = [];
  claim = '';
  /** Another claim of this newsroom, to be merged with. */
  other = '';
  citations: string[] = [];
  source = '';
  proposal = '';
  correction = '';
  schedules: string[] = [];
  private readonly trail: string[] = [];

  private constructor(
    private readonly rooms: INestApplicationContext,
    readonly client: Client,
    readonly random: Random,
    private readonly seen: Seen,
  ) {}

  static async open(rooms: INestApplicationContext, client: Client, random: Random, seen: Seen): Promise<Walk> {
    const walk = new Walk(rooms, client, random, seen);
    const told = (changes: Told['changes']): void => {
      const actor = { kind: 'owner', member: null, key: null };
      const { position } = walk.oracle;
      walk.outside.push({ position, type: 'outside', actor, policy: null, root: '', changes, facts: {} });
      walk.oracle.hear(walk.outside.at(-1) as Told);
    };
    walk.cast = await Cast.hire(rooms, client, told);
    await walk.listen();
    for (const member of walk.oracle.staff.having('reviewer', 'editor'))
      await walk.cast.issueKey(walk.cast.person(member));
    const registered = await walk
      .verb(RegisterSource)
      .run(await walk.cast.acting(walk.one('researcher')), { kind: 'document', title: 'A record', access: 'open' });
    walk.source = registered.id;
    return walk;
  }

  /** One claim and so many steps. Throws what the oracle holds against them. */
  async run(steps: number): Promise<void> {
    this.trail.length = 0;
    await this.cast.restore();
    await this.begin();
    // Where one approval is enough, hardly anything can be counted wrongly.
    if (this.oracle.rulebook.inForce.quorum.approvals === 1) await this.step('policy');
    for (let step = 0; step < steps;) {
      const plan = this.plan();
      for (const name of plan) await this.step(name);
      step += plan.length;
    }
  }

  private plan(): readonly string[] {
    if (this.random.chance(0.08)) return this.random.pick(schemes);
    const state = this.version?.isOpen ? this.version.status : (this.state?.status ?? '');
    if (state === 'published' && this.random.chance(0.2)) return correcting;
    const likely = sensible[state];
    return [likely && this.random.chance(0.75) ? this.random.pick(likely) : this.random.pick(everything)];
  }

  private async step(name: string): Promise<void> {
    const move = moves[name];
    if (!move) throw new Error(`no such move: ${name}`);
    try {
      await move(this);
      count(this.seen.done, name);
      this.trail.push(name);
    } catch (error) {
      if (error instanceof Idle) return;
      if (!(error instanceof Refused)) throw new Error(`${name} after ${this.trail.join(', ')}`, { cause: error });
      // A refusal may leave an event of its own behind: an interest that was declared with what was refused.
      count(this.seen.refused, error.refusal.code);
    }
    await this.listen();
  }

  private async listen(): Promise<void> {
    const before = this.oracle.published.length;
    for (const told of await toldSince(this.client, this.cast.organization, this.oracle.position))
      this.oracle.hear(told);
    for (const id of this.oracle.published.slice(before)) {
      const version = this.oracle.versions.get(id) as Version;
      count(this.seen.published, version.number > 1 ? 'a next version' : 'a first version');
      await demandFrozen(this.client, version, this.oracle.wrong);
    }
    if (this.oracle.wrong.length > 0)
      throw new Error(`${this.oracle.wrong.join('; ')} (the last of: ${this.trail.join(', ')})`);
  }

  private async begin(): Promise<void> {
    const assignee = this.one('researcher');
    const [researcher, editor] = [await this.cast.acting(assignee), await this.cast.acting(this.one('editor'))];
    const claim = await this.verb(SubmitClaim).run(researcher, {
      statement: 'The bridge was closed in March.',
      kind: 'event',
      language: 'en',
      origin: 'monitoring',
      mode: 'stated',
      claimant: { kind: 'outlet', name: 'The Courier' },
      appearance: { medium: 'radio' },
    });
    this.other = this.claim;
    this.claim = claim.id;
    this.correction = '';
    this.schedules = [];
    await this.verb(AcceptClaim).run(editor, claim.id, { reason: 'reach' });
    await this.verb(AssignClaim).run(editor, claim.id, { member: assignee });
    const gatherer = this.random.pick([researcher, editor]);
    const cited = { source: this.source, stance: 'refutes', mode: 'linked', primary: true } as const;
    this.citations = [(await this.verb(AddCitation).run(gatherer, claim.id, cited)).id];
    await this.verb(RecordEnquiry).run(researcher, claim.id, { contacted: false, reason: 'A model.' });
    await this.listen();
  }

  verb<T>(type: Type<T>): T {
    return this.rooms.get(type);
  }

  get version(): Version | undefined {
    return this.oracle.newest(this.claim);
  }

  get state(): ClaimHeard | undefined {
    return this.oracle.claims.get(this.claim);
  }

  /** All that was told, with what no event tells at its place. */
  async whole(): Promise<Told[]> {
    const told = await toldSince(this.client, this.cast.organization, 0);
    return [...told, ...this.outside].sort(
      (a, b) => a.position - b.position || Number(a.type === 'outside') - Number(b.type === 'outside'),
    );
  }

  /** What a fresh pair of ears makes of this log. */
  heard(log: readonly Told[]): Oracle {
    const oracle = new Oracle();
    for (const told of log) oracle.hear(told);
    return oracle;
  }

  /** The newest version, whatever it is; nothing to act on ends the move. */
  newest(): Version {
    if (!this.version) throw new Idle();
    return this.version;
  }

  one(...roles: readonly string[]): string {
    return this.random.pick(this.oracle.staff.having(...roles));
  }

  /** By any of their keys; throws Refused where that one was taken away. */
  as(member: string): Promise<Actor> {
    const { keys } = this.cast.person(member);
    return this.cast.actor(this.random.chance(0.8) ? (keys.at(-1) as string) : this.random.pick(keys));
  }

  /** Mostly whoever may; sometimes somebody who must not, or a machine that says it had every role. */
  async who(wanted: readonly string[], share = 0.8): Promise<Actor> {
    if (wanted.length > 0 && this.random.chance(share)) return this.as(this.random.pick(wanted));
    if (this.random.chance(0.3)) return this.machine();
    return this.as(this.random.pick(this.cast.people).member);
  }

  async machine(): Promise<Actor> {
    const machine = await this.cast.actor(this.random.pick(this.cast.machines));
    return { ...machine, roles: ['researcher', 'reviewer', 'editor', 'admin'] };
  }

  editor(): Promise<Actor> {
    return this.who(this.oracle.staff.having('editor'));
  }

  author(): Promise<Actor> {
    return this.who([...this.newest().authors]);
  }

  words(): string {
    return `words ${this.random.below(1_000)}`;
  }
}
