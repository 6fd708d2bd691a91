import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import * as desk from '#libs/desk';
import { defaultPolicy, type Quorum } from '#libs/factcheck';
import { ChangePolicy, ConfirmPolicy } from '#libs/identity';
import { type Actor, Refused } from '#libs/kernel';
import { demandLegitimate, type Remembered } from './invariant.js';
import { claimToJudge, type Staffed } from './newsroom.js';
import { everything, quorums, sensible } from './plans.js';
import type { Random } from './random.js';

type Rules = Remembered['policy'] & { readonly quorum: Quorum };
type Now = { id: string; status: string; digest: string | null; schedule_id: string | null; authors: string[] };

/** What a whole stream of walks has seen, so that a test can say that they were no idle walks. */
export interface Seen {
  published: number;
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
}

/** The rules in force in one organization, as the walks themselves know them. */
export class Rulebook {
  rules: Rules = { approvals: 1, ...defaultPolicy };
  readonly proposals: { id: string; by: string; rules: Rules; at: Rules }[] = [];
}

const count = (map: Map<string, number>, what: string): void => void map.set(what, (map.get(what) ?? 0) + 1);
/** One claim, forty random things that random people do to it, and a look at the tables after every publication. */
export class Walk {
  private readonly memory = new Map<string, Remembered>();
  private claim = '';
  private citations: string[] = [];
  private assignee!: Actor;
  private correction?: string;

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly client: Client,
    private readonly staffed: Staffed,
    private readonly book: Rulebook,
    private readonly random: Random,
    private readonly seen: Seen,
  ) {}

  async run(steps: number): Promise<void> {
    ({
      claim: this.claim,
      citations: this.citations,
      assignee: this.assignee,
    } = await claimToJudge(this.rooms, this.staffed, this.random));
    for (let step = 0; step < steps; step += 1) {
      const now = await this.now();
      const state = now && sensible[now.status] ? now.status : 'none';
      const action = this.random.chance(0.75)
        ? this.random.pick(sensible[state] ?? everything)
        : this.random.pick(everything);
      try {
        await this.act(action, now, this.who(action, now));
        count(this.seen.done, action);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        count(this.seen.refused, error.refusal.code);
      }
    }
  }

  private async now(): Promise<Now | undefined> {
    const { rows } = await this.client.query<Now>(
      `select id, status, digest, schedule_id, array(select member_id::text from verdict_author a where a.organization_id = $2 and a.verdict_id = v.id) as authors
         from verdict v where organization_id = $2 and claim_id = $1 order by number desc limit 1`,
      [this.claim, this.staffed.organization],
    );
    return rows[0];
  }

  /** Mostly somebody who could; sometimes anybody at all. */
  private who(action: string, now: Now | undefined): Actor {
    if (this.random.chance(0.2)) return this.random.pick(this.staffed.actors);
    if (action === 'draft') return this.assignee;
    if (['edit', 'submit', 'recall', 'revise'].includes(action)) {
      const authors = this.staffed.actors.filter((actor) => now?.authors.includes(actor.member ?? ''));
      return this.random.pick(authors.length > 0 ? authors : this.staffed.actors);
    }
    const voting = ['approve', 'reject', 'recuse', 'withdraw', 'vote before', 'object', 'interest'];
    return this.random.pick(
      voting.includes(action)
        ? [...this.staffed.with('reviewer'), ...this.staffed.with('editor')]
        : this.staffed.with('editor'),
    );
  }

  private of(verdict: string): Remembered {
    const known = this.memory.get(verdict) ?? { policy: this.book.rules, authors: new Set(), standing: new Map() };
    this.memory.set(verdict, known);
    return known;
  }

  private verb<T>(type: new (...args: never[]) => T): T {
    return this.rooms.get<T>(type);
  }

  private async act(action: string, now: Now | undefined, actor: Actor): Promise<void> {
    const interests = this.random.chance(0.95) ? ({ declared: 'none' } as const) : undefined;
    const more = interests ? { interests } : {};
    const id = now?.id ?? this.claim;
    const rating = this.random.pick(['false', 'true', 'half_true']);
    const words = `words ${this.random.below(1_000)}`;
    switch (action) {
      case 'draft':
      case 'retraction': {
        const draft = await (action === 'draft'
          ? this.verb(desk.DraftVerdict).run(actor, this.claim, {
              rating,
              summary: words,
              rationale: 'r',
              citations: this.citations,
            })
          : this.verb(desk.DraftRetraction).run(actor, this.claim, { notice: words, rationale: 'r' }));
        this.of(draft.id).authors.add(actor.member as string);
        return;
      }
      case 'edit':
        await this.verb(desk.EditVerdict).run(
          actor,
          id,
          this.random.chance(0.5) ? { summary: words } : { citations: [...this.citations] },
        );
        this.of(id).authors.add(actor.member as string);
        return;
      case 'handOver': {
        const member = this.random.pick(this.staffed.actors).member ?? this.claim;
        await this.verb(desk.HandOverVerdict).run(actor, id, { member });
        this.of(id).authors.add(member);
        return;
      }
      case 'submit':
        await this.verb(desk.SubmitVerdict).run(actor, id, more);
        this.of(id).policy = this.book.rules;
        this.of(id).standing.clear();
        return;
      case 'recall':
        await this.verb(desk.RecallVerdict).run(actor, id);
        return this.of(id).standing.clear();
      case 'revise':
        await this.verb(desk.ReviseVerdict).run(actor, id);
        return this.of(id).standing.clear();
      case 'object':
        await this.verb(desk.ObjectToVerdict).run(actor, id, { reason: words });
        return this.of(id).standing.clear();
      case 'approve':
      case 'reject':
      case 'recuse':
        return this.vote(actor, id, action, now?.digest ?? '', more);
      case 'vote before': {
        const [old] = (
          await this.client.query<{ digest: string }>(`select digest from verdict_past_content where verdict_id = $1`, [
            id,
          ])
        ).rows;
        return this.vote(actor, id, 'approve', old?.digest ?? '0'.repeat(64), more);
      }
      case 'withdraw':
        await this.verb(desk.WithdrawBallot).run(actor, id);
        return void this.of(id).standing.delete(actor.member as string);
      case 'schedule':
        await this.verb(desk.ScheduleVerdict).run(actor, id, { at: '2999-01-01T00:00:00Z', ...more });
        return;
      case 'unschedule':
        await this.verb(desk.UnscheduleVerdict).run(actor, id);
        return;
      case 'publish':
        await this.verb(desk.PublishVerdict).run(actor, id, { ...more, reason: words });
        return this.look(id);
      case 'clock':
        await this.verb(desk.PublishOnTime).run(this.staffed.organization, now?.schedule_id ?? id);
        return (await this.now())?.status === 'published' && now?.status === 'scheduled' ? this.look(id) : undefined;
      case 'abandon':
        if (this.random.chance(0.8)) return;
        await this.verb(desk.AbandonVerdict).run(actor, id, { reason: words });
        return;
      case 'interest':
        await this.verb(desk.DeclareInterest).run(
          actor,
          this.claim,
          this.random.chance(0.3) ? { declared: 'one', description: words } : { declared: 'none' },
        );
        return;
      default:
        return this.other(action, actor, words);
    }
  }

  private async other(action: string, actor: Actor, words: string): Promise<void> {
    if (action === 'ask') {
      const asked = await this.verb(desk.RequestCorrection).run(actor, this.claim, { request: words });
      this.correction = asked.id;
      await this.verb(desk.AcknowledgeCorrection).run(actor, asked.id);
    } else if (action === 'decide') {
      const kind = this.random.pick(['correction', 'update', 'retraction'] as const);
      const decision = { kind, major: true, reason: words, note: words, interests: { declared: 'none' } } as const;
      await this.verb(desk.AcceptCorrection).run(actor, this.correction ?? this.claim, decision);
    } else if (action === 'policy') {
      const quorum = this.random.pick(quorums);
      const change = {
        quorum,
        authorMayPublish: this.random.chance(0.5),
        citationAuthorsMayVote: this.random.chance(0.5),
      };
      const rules = { approvals: quorum.approvals, ...change };
      const { policy, proposal } = await this.verb(ChangePolicy).run(actor, change);
      if (policy) this.book.rules = rules;
      else if (proposal)
        this.book.proposals.push({ id: proposal.id, by: actor.member as string, rules, at: this.book.rules });
    } else if (action === 'confirm') {
      const proposal = this.book.proposals.at(-1);
      await this.verb(ConfirmPolicy).run(actor, proposal?.id ?? this.claim);
      if (!proposal || proposal.by === actor.member || proposal.at !== this.book.rules)
        throw new Error('one person weakened the policy');
      this.book.rules = proposal.rules;
    } else throw new Error(`no such action: ${action}`);
  }

  private async vote(
    actor: Actor,
    id: string,
    choice: 'approve' | 'reject' | 'recuse',
    digest: string,
    more: object,
  ): Promise<void> {
    await this.verb(desk.CastBallot).run(actor, id, { choice, digest, comment: 'c', reason: 'r', ...more });
    this.of(id).standing.set(actor.member as string, choice);
  }

  private async look(id: string): Promise<void> {
    this.seen.published += 1;
    await demandLegitimate(this.client, id, this.of(id));
  }
}
