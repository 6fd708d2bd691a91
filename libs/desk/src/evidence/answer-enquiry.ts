import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { type Change, Ledger } from '#libs/ledger';
import { claimLabels, type ClaimState } from '../claims/claim-state.js';
import { CorrectionDeadline } from '../corrections/correction-deadline.js';
import { CorrectionStore } from '../corrections/correction-store.js';
import { newReference } from '../corrections/inbox-store.js';
import { EnquiryStore, type LateAnswer } from './enquiry-store.js';

/** Whoever was asked has answered after all. Where the claim is published by now, that asks for an update of it. */
@Injectable()
export class AnswerEnquiry {
  constructor(
    private readonly transaction: Transaction,
    private readonly enquiries: EnquiryStore,
    private readonly corrections: CorrectionStore,
    private readonly deadline: CorrectionDeadline,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: LateAnswer, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const { enquiry, claim } = await this.enquiries.lock(tx, id, expected);
      demand(mayDo(actor, 'enquiry.record'));
      if (!enquiry.contacted) {
        refuse('enquiry.nobody_asked', 'This record says that nobody was asked. Record a new enquiry with the answer.');
      }
      if (enquiry.answer !== null) {
        refuse('enquiry.answered_already', 'The answer stands in this enquiry already. Record a new one for another.');
      }
      const answered = await this.enquiries.answer(tx, id, input);
      const update = await this.update(tx, claim, id);
      await this.ledger.record(tx, {
        type: 'enquiry.answered',
        root: claim.id,
        labels: claimLabels(claim),
        changes: [{ type: 'enquiry', id, version: answered.version, after: answered }, ...(update ? [update] : [])],
        facts: { correction: update?.id ?? null },
      });
      return { ...answered, correction: update?.id ?? null };
    });
  }

  private async update(tx: Tx, claim: ClaimState, enquiry: string): Promise<Change | undefined> {
    if (!claim.publishedVerdict || !['published', 'suspended'].includes(claim.status)) return undefined;
    const after = await this.corrections.add(tx, {
      claim: claim.id,
      verdict: claim.publishedVerdict,
      reference: newReference(),
      // Names the enquiry and not its words: those are erasable there.
      request: `An answer to enquiry ${enquiry} came after publication. See whether the verdict needs an update.`,
      dueOn: await this.deadline.from(tx),
    });
    return { type: 'correction', id: after.id, version: after.version, after };
  }
}
