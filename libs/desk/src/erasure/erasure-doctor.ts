import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { systemActor } from '#libs/kernel';
import { ErasurePlaces, type Finding } from '#libs/ledger';
import { ErasureReach } from './erasure-reach.js';
import { ErasureRegister, type RegisteredErasure } from './erasure-register.js';

/** Looks whether what was erased is gone: from rows, from behind the log, from files, answers and the bytes of captures. */
@Injectable()
export class ErasureDoctor {
  constructor(
    private readonly transaction: Transaction,
    private readonly register: ErasureRegister,
    private readonly reach: ErasureReach,
    private readonly places: ErasurePlaces,
  ) {}

  /** Each finding, and at the end how many erasures were looked at. Takes nothing away. */
  async *examine(organization: string): AsyncGenerator<Finding, { readonly erasures: number }> {
    const erasures = await this.register.of(organization);
    for (const entry of erasures) {
      const still = await this.still(entry);
      if (still === '') continue;
      yield {
        kind: 'erased_present',
        where: `erasure ${entry.id}`,
        sentence: `It was carried out at ${entry.decidedAt}, and something of it is here: ${still}.`,
      };
    }
    return { erasures: erasures.length };
  }

  private still(entry: RegisteredErasure): Promise<string> {
    return this.transaction.run(systemActor(entry.organization), async (tx) => {
      const what = await this.reach.of(tx, [...entry.subjects, ...entry.went]);
      const counts = await this.places.count(tx, { ...what, before: entry.decidedAt });
      return Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([place, count]) => `${place} ${count}`)
        .join(', ');
    });
  }
}
