import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { correctionWorkflow, interestsRuling, mayDecideCorrection, mayDo, stepOrRefuse } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { type InterestInput, InterestStore } from '../verdicts/interest-store.js';
import { withStandingInterest } from '../verdicts/standing-interest.js';
import { CorrectionStore } from './correction-store.js';

/** Where whoever is not content may turn next; members of both networks must name it. */
const complaintRoute = {
  appeal: 'An appeal is decided by somebody else.',
  complaints:
    'After that: the complaint forms of the IFCN and the EFCSN, whose members answer within 7 working days of a notice.',
};

/** Somebody uninvolved decides that it stands, and says why. The answer names the way to complain. */
@Injectable()
export class RejectCorrection {
  constructor(
    private readonly transaction: Transaction,
    private readonly corrections: CorrectionStore,
    private readonly interests: InterestStore,
    private readonly ledger: Ledger,
  ) {}

  run(
    actor: Actor,
    id: string,
    input: { reason: string; interests?: InterestInput },
    expected?: number,
  ): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { correction, claim } = await this.corrections.lock(tx, id, expected);
      demand(mayDo(actor, 'correction.reject'));
      const member = actor.member ?? refuse('access.person_needed');
      const interests = await this.interests.declare(tx, claim.id, member, input.interests);
      return withStandingInterest({ tx, ledger: this.ledger, claim }, interests, async () => {
        const to = stepOrRefuse('correction', correctionWorkflow, correction.status, 'reject');
        demand(mayDecideCorrection(member, await this.corrections.involvement(tx, correction)));
        demand(interestsRuling(interests.declared));
        const rejected = await this.corrections.move(tx, correction, to, {
          reason: input.reason,
          decidedBy: member,
          rejectedBy: member,
        });
        await this.ledger.record(tx, {
          type: 'correction.rejected',
          root: claim.id,
          labels: claimLabels(claim),
          changes: [{ type: 'correction', id, version: rejected.version, after: rejected }, ...interests.changes],
          facts: { reason: input.reason },
        });
        return { ...rejected, complaintRoute };
      });
    });
  }
}
