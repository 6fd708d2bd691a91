import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { type NewSource, SourceStore } from './source-store.js';

/** A document, dataset, person or outlet, registered once and cited on many claims. */
@Injectable()
export class RegisterSource {
  constructor(
    private readonly transaction: Transaction,
    private readonly sources: SourceStore,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: NewSource): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'source.register'));
      const source = await this.sources.add(tx, input);
      await this.ledger.record(tx, {
        type: 'source.registered',
        root: source.id,
        changes: [{ type: 'source', id: source.id, version: 1, after: source }],
      });
      return source;
    });
  }
}
