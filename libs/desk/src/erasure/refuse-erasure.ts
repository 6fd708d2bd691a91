import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDecideErasure, mayDo, namelessRuling } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { ErasedNames } from './erased-names.js';
import { type ErasureRefusal, ErasureStore } from './erasure-store.js';

/** A second person finds that it may stay, and on which exemption. Asking anew is always possible. */
@Injectable()
export class RefuseErasure {
  constructor(
    private readonly transaction: Transaction,
    private readonly erasures: ErasureStore,
    private readonly names: ErasedNames,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string, why: ErasureRefusal): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      const erasure = await this.erasures.lock(tx, id);
      demand(mayDo(actor, 'person.erase'));
      const member = actor.member ?? refuse('access.person_needed');
      demand(mayDecideErasure(member, erasure));
      demand(namelessRuling(why.reason, await this.names.of(tx, erasure.subjects)));
      const refused = await this.erasures.refused(tx, id, why, member);
      await this.ledger.record(tx, {
        type: 'erasure.refused',
        root: id,
        changes: [{ type: 'erasure', id, version: refused.version, after: refused }],
      });
      return refused;
    });
  }
}
