import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { LinkStore } from './link-store.js';

/** Takes a link between two claims away, asked for from either end. */
@Injectable()
export class UnlinkClaims {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly links: LinkStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, link: string, input: { reason: string }): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const claim = await this.claims.lock(tx, id);
      demand(mayDo(actor, 'claim.link'));
      const found = (await this.links.ofClaim(tx, id, link)) ?? refuse('not_found', `There is no link ${link} here.`);
      if (found.removedAt) refuse('claim.link_removed', 'This link was taken away already.');
      const removed = await this.links.remove(tx, link);
      await this.ledger.record(tx, {
        type: 'claim.unlinked',
        root: id,
        labels: claimLabels(claim),
        changes: [{ type: 'link', id: link, version: removed.version, after: removed }],
        facts: { reason: input.reason },
      });
      return removed;
    });
  }
}
