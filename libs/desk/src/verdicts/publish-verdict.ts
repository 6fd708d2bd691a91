import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type InterestInput, InterestStore } from './interest-store.js';
import { Publication } from './publication.js';
import { withStandingInterest } from './standing-interest.js';
import { VerdictStore } from './verdict-store.js';

export interface PublishInput {
  readonly interests?: InterestInput;
  /** Why the embargo is lifted: needed for what is scheduled. */
  readonly reason?: string;
}

/** An approved verdict goes out. The quorum is counted again at the last moment, under the policy that was pinned. */
@Injectable()
export class PublishVerdict {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly interests: InterestStore,
    private readonly publication: Publication,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: PublishInput, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id, expected);
      demand(mayDo(actor, 'verdict.publish'));
      const member = actor.member ?? refuse('access.person_needed');
      const interests = await this.interests.declare(tx, claim.id, member, input.interests);
      return withStandingInterest({ tx, ledger: this.ledger, claim }, interests, async () => {
        stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'publish');
        if (verdict.status === 'scheduled' && !input.reason) {
          refuse(
            'verdict.lift_reason_needed',
            `This verdict is scheduled for ${verdict.scheduledFor}. Give a reason to publish it earlier.`,
            { errors: [{ field: 'reason', message: 'is needed to lift the embargo' }] },
          );
        }
        const publisher = {
          asked: member,
          named: member,
          declared: interests.declared,
          changes: interests.changes,
          ...(verdict.status === 'scheduled' && input.reason ? { liftedBecause: input.reason } : {}),
        };
        demand(await this.publication.ruling(tx, { verdict, claim }, publisher));
        return this.publication.write(tx, { verdict, claim }, publisher);
      });
    });
  }
}
