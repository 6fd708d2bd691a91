import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type OrganizationChange, RulesStore } from './rules-store.js';

/** How a newsroom is called, and where readers find it. Its slug stays: addresses hold it. */
@Injectable()
export class ChangeOrganization {
  constructor(
    private readonly transaction: Transaction,
    private readonly rules: RulesStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, change: OrganizationChange, expected: number): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'organization.change'));
      await this.rules.lock(tx, expected);
      const after = await this.rules.rename(tx, change);
      await this.ledger.record(tx, {
        type: 'organization.changed',
        root: tx.organization,
        changes: [{ type: 'organization', id: tx.organization, version: after.version, after }],
      });
      return after;
    });
  }
}
