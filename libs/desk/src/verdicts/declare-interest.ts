import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { type InterestInput, InterestStore } from './interest-store.js';

/** A member says that they have no interest in a claim, or which one: by itself, before any ballot asks. */
@Injectable()
export class DeclareInterest {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly interests: InterestStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: InterestInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'interest.declare'));
      const member = actor.member ?? refuse('access.person_needed');
      const { changes } = await this.interests.declare(tx, claimId, member, input);
      await this.ledger.record(tx, {
        type: 'interest.declared',
        root: claimId,
        labels: claimLabels(claim),
        changes,
      });
      return (changes[0] as (typeof changes)[number]).after as SubjectState;
    });
  }
}
