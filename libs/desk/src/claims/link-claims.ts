import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { type ClaimLink, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { claimLabels } from './claim-state.js';
import { ClaimStore } from './claim-store.js';
import { LinkStore } from './link-store.js';

/** Says how one claim stands to another: in tension, repeating it, part of it. */
@Injectable()
export class LinkClaims {
  constructor(
    private readonly transaction: Transaction,
    private readonly claims: ClaimStore,
    private readonly links: LinkStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, input: { other: string; kind: ClaimLink; note?: string }): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const locked = await this.claims.lockAll(tx, [id, input.other]);
      demand(mayDo(actor, 'claim.link'));
      if (id === input.other) refuse('request.invalid', 'A claim cannot be linked to itself.');
      const claim = locked.find((one) => one.id === id) ?? refuse('not_found', `There is no claim ${id} here.`);
      if (locked.length < 2) refuse('not_found', `There is no claim ${input.other} here.`);
      const link = await this.links.add(tx, { claim: id, ...input });
      await this.ledger.record(tx, {
        type: 'claim.linked',
        root: id,
        labels: claimLabels(claim),
        changes: [{ type: 'link', id: link.id, version: 1, after: link }],
      });
      return link;
    });
  }
}
