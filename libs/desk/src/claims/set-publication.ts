import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { type PageOfRecord, PageOfRecordStore } from './page-of-record-store.js';

/**
 * The CMS says where the check is published, or an editor does; null: our own page is the page of record. In any state: an
 * address may be known before anything goes out, and nothing of it is public before.
 */
@Injectable()
export class SetPublication {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly pages: PageOfRecordStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, page: PageOfRecord | null, expected?: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id, expected);
      demand(mayDo(actor, 'publication.set'));
      const set = await this.pages.set(tx, claim, page);
      await this.ledger.record(tx, {
        type: 'publication.set',
        root: id,
        labels: claimLabels(set),
        changes: [{ type: 'claim', id, version: set.version, after: set }],
      });
      return set;
    });
  }
}
