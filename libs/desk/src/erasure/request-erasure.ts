import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo, namelessRuling } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ErasedNames } from './erased-names.js';
import { ErasureReach } from './erasure-reach.js';
import { type ErasureInput, ErasureStore } from './erasure-store.js';

/** Somebody asks that what is held of a person be erased, on a legal ground. Nothing goes before another person decides. */
@Injectable()
export class RequestErasure {
  constructor(
    private readonly transaction: Transaction,
    private readonly erasures: ErasureStore,
    private readonly reach: ErasureReach,
    private readonly names: ErasedNames,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, input: ErasureInput): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'person.erase'));
      const member = actor.member ?? refuse('access.person_needed');
      await this.reach.demandAll(tx, input.subjects);
      demand(namelessRuling(input.reason, await this.names.of(tx, input.subjects)));
      const erasure = await this.erasures.add(tx, input, member);
      await this.ledger.record(tx, {
        type: 'erasure.requested',
        root: erasure.id,
        changes: [{ type: 'erasure', id: erasure.id, version: erasure.version, after: erasure }],
      });
      return erasure;
    });
  }
}
