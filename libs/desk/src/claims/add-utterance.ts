import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, maySayAgain } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { type SayingInput, Sayings } from './sayings.js';

/** The same claim was said again: by somebody else, elsewhere, or earlier than was known. */
@Injectable()
export class AddUtterance {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly sayings: Sayings,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: SayingInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id);
      demand(mayDo(actor, 'utterance.add'));
      demand(maySayAgain(claim));
      const { utterance, changes } = await this.sayings.add(tx, id, input);
      await this.ledger.record(tx, {
        type: 'utterance.added',
        root: id,
        labels: claimLabels(claim),
        changes,
      });
      return utterance;
    });
  }
}
