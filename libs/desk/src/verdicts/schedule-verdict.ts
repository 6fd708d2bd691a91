import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { WorkStore } from '#libs/jobs';
import { type Actor, demand, newId, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { type InterestInput, InterestStore } from './interest-store.js';
import { Publication } from './publication.js';
import { withStandingInterest } from './standing-interest.js';
import { publishJob } from './publish-on-time.js';
import { VerdictStore } from './verdict-store.js';

export interface ScheduleInput {
  /** RFC 3339 with its zone. */
  readonly at: string;
  readonly interests?: InterestInput;
}

/** An editor sets the time at which an approved verdict goes out. They are asked now what a publisher is asked. */
@Injectable()
export class ScheduleVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly interests: InterestStore,
    private readonly publication: Publication,
    private readonly work: WorkStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: ScheduleInput, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.schedule'));
      const member = actor.member ?? refuse('access.person_needed');
      const interests = await this.interests.declare(tx, claim.id, member, input.interests);
      return withStandingInterest({ tx, ledger: this.ledger, claim }, interests, async () => {
        const to = stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'schedule');
        const seconds = await secondsUntil(tx, input.at);
        if (seconds <= 0) {
          refuse('verdict.time_has_passed', `${input.at} has passed. Give a later time, or publish the verdict now.`, {
            errors: [{ field: 'at', message: 'has passed' }],
          });
        }
        const editor = { asked: member, named: member, declared: interests.declared };
        demand(await this.publication.ruling(tx, { verdict, claim }, editor));
        const schedule = { id: newId(), at: input.at };
        const scheduled = await this.verdicts.move(tx, verdict, to, { schedule });
        // A moment later rather than a moment before: the table of due work keeps milliseconds.
        await this.work.put(tx, publishJob, tx.organization, [schedule.id], seconds + 0.001);
        await this.ledger.record(tx, {
          type: 'verdict.scheduled',
          root: claim.id,
          policy: verdict.policy as number,
          labels: claimLabels(claim),
          changes: [{ type: 'verdict', id, version: scheduled.version, after: scheduled }, ...interests.changes],
          facts: { at: scheduled.scheduledFor },
        });
        return scheduled;
      });
    });
  }
}

async function secondsUntil(tx: Tx, at: string): Promise<number> {
  const [row] = await tx.query<{ seconds: number }>(
    `select extract(epoch from $1::timestamptz - $2::timestamptz)::float8 as seconds`,
    [at, tx.now],
  );
  return (row as { seconds: number }).seconds;
}
