import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { heldRuling, leaverRuling, mayDecideErasure, mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse, type SubjectState } from '#libs/kernel';
import { eraseAlone, ErasedSubjects, ErasurePlaces, Ledger } from '#libs/ledger';
import { ErasureReach } from './erasure-reach.js';
import { ErasureStore } from './erasure-store.js';

/**
 * A second person confirms, and everything goes in this one transaction: from rows, from behind the log's commitments,
 * from files and kept answers. What is public follows the event. The log's bytes stay, so every proof stays valid.
 */
@Injectable()
export class ConfirmErasure {
  constructor(
    private readonly transaction: Transaction,
    private readonly erasures: ErasureStore,
    private readonly reach: ErasureReach,
    private readonly places: ErasurePlaces,
    private readonly gone: ErasedSubjects,
    private readonly ledger: Ledger,
  ) {}

  run(actor: Actor, id: string): Promise<SubjectState> {
    return this.transaction.run(actor, async (tx) => {
      await eraseAlone(tx);
      const erasure = await this.erasures.lock(tx, id);
      demand(mayDo(actor, 'person.erase'));
      const member = actor.member ?? refuse('access.person_needed');
      demand(mayDecideErasure(member, erasure));
      const { claims } = await this.reach.of(tx, erasure.subjects);
      await this.reach.held(tx, claims, 'lock');
      // Looked at again under the locks: what was added to these claims meanwhile is touched, too.
      const what = await this.reach.of(tx, erasure.subjects);
      demand(heldRuling(await this.reach.held(tx, what.claims, 'lock')));
      demand(leaverRuling(await this.reach.active(tx, what.subjects)));
      await this.gone.add(tx, id, what);
      const erased = await this.erasures.erased(tx, id, await this.places.erase(tx, what), member);
      await this.ledger.record(tx, {
        type: 'person.erased',
        root: id,
        changes: [{ type: 'erasure', id, version: erased.version, after: erased }],
      });
      return erased;
    });
  }
}
