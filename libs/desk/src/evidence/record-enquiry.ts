import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from '../claims/claim-state.js';
import { ClaimStore } from '../claims/claim-store.js';
import { EnquiryStore, type NewEnquiry } from './enquiry-store.js';

/** The right of reply: whom we asked and what they said, or why nobody was asked. A verdict needs one. */
@Injectable()
export class RecordEnquiry {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly enquiries: EnquiryStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, claimId: string, input: NewEnquiry): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      demand(mayDo(actor, 'enquiry.record'));
      const enquiry = await this.enquiries.add(tx, claimId, input);
      await this.ledger.record(tx, {
        type: 'enquiry.recorded',
        root: claimId,
        labels: claimLabels(claim),
        changes: [{ type: 'enquiry', id: enquiry.id, version: 1, after: enquiry }],
      });
      return enquiry;
    });
  }
}
