import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { claimIsOpen, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from './claim-state.js';
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
      demandListening(claim);
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

// What was published is repeated too; what a verdict judged it has frozen already.
function demandListening({ status, duplicateOf }: ClaimState): void {
  if (claimIsOpen(status) || status === 'published' || status === 'suspended') return;
  refuse(
    'claim.wrong_state',
    duplicateOf
      ? `This claim was merged into ${duplicateOf}. Add the saying there.`
      : `This claim is ${status}; reopen it before you add to it.`,
    { facts: { state: status, duplicateOf } },
  );
}
