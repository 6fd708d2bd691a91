import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { WorkStore } from '#libs/jobs';

/** The kind of work: one piece for each organization that has endpoints, for ever. */
export const pastWork = 'past-deliveries';

/** Puts down the next look at what has ended. */
@Injectable()
export class PastPlan {
  constructor(private readonly work: WorkStore) {}

  /** Unless it is planned already. */
  async begin(tx: Tx): Promise<void> {
    await this.work.putMissing(tx, pastWork, tx.organization, [tx.organization]);
  }

  async again(tx: Tx, seconds: number): Promise<void> {
    await this.work.putAnew(tx, pastWork, tx.organization, tx.organization, seconds);
  }
}
