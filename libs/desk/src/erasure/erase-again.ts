import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { systemActor } from '#libs/kernel';
import { eraseAlone, ErasedSubjects, ErasurePlaces, Ledger, type PlaceCounts } from '#libs/ledger';
import { ErasureReach } from './erasure-reach.js';
import { ErasureRegister, type RegisteredErasure } from './erasure-register.js';

/**
 * What two people decided, done once more on a database that is older than their decision. Nobody decides anything here: a
 * hold in an old backup was released before they did, and what the backup does not know yet has nothing to lose.
 */
@Injectable()
export class EraseAgain {
  constructor(
    private readonly transaction: Transaction,
    private readonly register: ErasureRegister,
    private readonly reach: ErasureReach,
    private readonly places: ErasurePlaces,
    private readonly gone: ErasedSubjects,
    private readonly ledger: Ledger,
  ) {}

  /** How much went, by place; nothing where it had gone already. */
  run(entry: RegisteredErasure): Promise<PlaceCounts | null> {
    return this.transaction.run(systemActor(entry.organization), async (tx) => {
      await eraseAlone(tx);
      const named = [...entry.subjects, ...entry.went];
      const { claims } = await this.reach.of(tx, named);
      await this.reach.held(tx, claims, 'lock');
      const what = await this.reach.of(tx, named);
      if (await this.register.isErased(tx, entry.id)) {
        const still = await this.places.count(tx, { ...what, before: entry.decidedAt });
        if (Object.values(still).every((count) => count === 0)) return null;
      }
      const counts = await this.places.erase(tx, what);
      const after = await this.register.putAgain(tx, entry, counts);
      await this.gone.add(tx, entry.id, what);
      await this.ledger.record(tx, {
        type: 'person.erased',
        root: entry.id,
        changes: [{ type: 'erasure', id: entry.id, version: after.version, after }],
        facts: { again: true },
      });
      return counts;
    });
  }
}
