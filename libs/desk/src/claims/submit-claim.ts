import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, quantityRuling } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore, type NewClaim } from './claim-store.js';
import { type SayingInput, Sayings } from './sayings.js';

export type ClaimInput = NewClaim & SayingInput;

/** One checkable statement with its first utterance. An anchored quote must stand in the text. */
@Injectable()
export class SubmitClaim {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly sayings: Sayings,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: ClaimInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'claim.submit'));
      if (input.quantity) demand(quantityRuling(input.quantity));
      const claim = await this.claims.add(tx, input);
      const { utterance, changes } = await this.sayings.add(tx, claim.id, input);
      await this.ledger.record(tx, {
        type: 'claim.submitted',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'claim', id: claim.id, version: 1, after: claim }, ...changes],
      });
      return { ...claim, utterances: [utterance] };
    });
  }
}
