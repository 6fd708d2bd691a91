import { Injectable } from '@nestjs/common';
import { isSqlState, sqlState, Transaction } from '#libs/database';
import {
  type CorrectionKind,
  correctionKindRuling,
  correctionWorkflow,
  interestsRuling,
  mayDecideCorrection,
  mayDo,
  stepOrRefuse,
} from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { type InterestInput, InterestStore } from '../verdicts/interest-store.js';
import { withStandingInterest } from '../verdicts/standing-interest.js';
import { CorrectionStore } from './correction-store.js';

export interface AcceptCorrectionInput {
  readonly kind: CorrectionKind;
  /** The rating or the conclusion changes. */
  readonly major: boolean;
  readonly reason: string;
  /** What was wrong and what is right: readers will see it. */
  readonly note: string;
  readonly interests?: InterestInput;
}

/** Somebody uninvolved decides that it must be corrected. The new version goes through the same quorum as any other. */
@Injectable()
export class AcceptCorrection {
  constructor(
    private readonly transaction: Transaction,
    private readonly corrections: CorrectionStore,
    private readonly interests: InterestStore,
    private readonly ledger: Ledger,
  ) {}

  async run(actor: Actor, id: string, input: AcceptCorrectionInput, expected?: number): Promise<SubjectState> {
    try {
      return await this.decide(actor, id, input, expected);
    } catch (error) {
      if (isSqlState(error, sqlState.uniqueViolation, 'correction_one_accepted')) {
        refuse(
          'correction.another_accepted',
          'Another correction of this claim is accepted and not yet carried out. Publish that one first.',
        );
      }
      throw error;
    }
  }

  private decide(actor: Actor, id: string, input: AcceptCorrectionInput, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { correction, claim } = await this.corrections.lock(tx, id, expected);
      demand(mayDo(actor, 'correction.accept'));
      const member = actor.member ?? refuse('access.person_needed');
      const interests = await this.interests.declare(tx, claim.id, member, input.interests);
      return withStandingInterest({ tx, ledger: this.ledger, claim }, interests, async () => {
        demand(correctionKindRuling(input.kind, input.major));
        const to = stepOrRefuse('correction', correctionWorkflow, correction.status, 'accept');
        demand(mayDecideCorrection(member, await this.corrections.involvement(tx, correction)));
        demand(interestsRuling(interests.declared));
        const { kind, major, reason, note } = input;
        const accepted = await this.corrections.move(tx, correction, to, {
          kind,
          major,
          reason,
          note,
          decidedBy: member,
        });
        await this.ledger.record(tx, {
          type: 'correction.accepted',
          root: claim.id,
          labels: claimLabels(claim),
          changes: [{ type: 'correction', id, version: accepted.version, after: accepted }, ...interests.changes],
          facts: { kind, major, reason },
        });
        return accepted;
      });
    });
  }
}
