import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, stepOrRefuse, verdictWorkflow } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { BallotStore } from './ballot-store.js';
import { VerdictStore } from './verdict-store.js';

/** A voter takes their own ballot back while the quorum is open, and may cast another. */
@Injectable()
export class WithdrawBallot {
  constructor(
    private readonly transaction: Transaction,
    private readonly verdicts: VerdictStore,
    private readonly ballots: BallotStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { verdict, claim } = await this.verdicts.lock(tx, id);
      demand(mayDo(actor, 'ballot.withdraw'));
      const voter = actor.member ?? refuse('access.person_needed');
      stepOrRefuse('verdict', verdictWorkflow, verdict.status, 'withdrawBallot');
      const own =
        (await this.ballots.own(tx, id, voter)) ??
        refuse('ballot.none_standing', 'There is no ballot of yours on this version of the verdict.');
      if (own.choice === 'recuse') {
        refuse('ballot.recusal_stands', 'You stepped aside from this verdict, and that stands. Ask another reviewer.');
      }
      const [change] = await this.ballots.void(tx, id, 'withdrawn', voter);
      const withdrawn = change ?? refuse('ballot.none_standing');
      await this.ledger.record(tx, {
        type: 'ballot.withdrawn',
        root: claim.id,
        policy: verdict.policy as number,
        labels: claimLabels(claim),
        changes: [withdrawn],
      });
      return withdrawn.after as SubjectState;
    });
  }
}
