import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import type { JobHandler } from '#libs/jobs';
import { systemActor } from '#libs/kernel';
import { EndpointStore } from './endpoint-store.js';
import { FanOutStore } from './fan-out-store.js';
import { RecoverySender } from './recovery-sender.js';
import { RecoveryStore } from './recovery-store.js';
import { recoveryWork } from './start-recovery.js';

// Entries of the log in one transaction.
const stretch = 500;
// For a request that is under way: its outcome must be known first.
const waitMs = 1_000;

/** Goes through a recovery's range of the log, a stretch a transaction, each remembered with what it put on its way. */
@Injectable()
export class RunRecovery implements JobHandler {
  readonly kind = recoveryWork;

  constructor(
    private readonly transaction: Transaction,
    private readonly recoveries: RecoveryStore,
    private readonly endpoints: EndpointStore,
    private readonly log: FanOutStore,
    private readonly stretches: RecoverySender,
  ) {}

  async run(organization: string, id: string, stillMine: () => boolean): Promise<void> {
    while (stillMine()) {
      const outcome = await this.transaction.run(systemActor(organization), (tx) => this.step(tx, id));
      if (outcome === 'over') return;
      if (outcome === 'wait') await pause(waitMs);
    }
  }

  async giveUp(organization: string, id: string): Promise<void> {
    await this.transaction.run(systemActor(organization), (tx) => this.recoveries.end(tx, id, 'stopped'));
  }

  /** One stretch. Answers whether there is more, at once or after a while. */
  private async step(tx: Tx, id: string): Promise<'more' | 'wait' | 'over'> {
    const recovery = await this.recoveries.lock(tx, id);
    if (recovery?.status !== 'running') return 'over';
    await this.endpoints.lockAll(tx, [recovery.endpoint]);
    const listener = await this.log.listener(tx, recovery.endpoint);
    if (!listener || recovery.nextIndex >= recovery.untilIndex) {
      // Disabled meanwhile: nothing could be sent, and what was put on its way is cancelled.
      await this.recoveries.end(tx, id, listener ? 'done' : 'stopped');
      return 'over';
    }
    const until = Math.min(recovery.untilIndex, recovery.nextIndex + stretch);
    const { next, deliveries } = await this.stretches.send(tx, recovery, listener, until);
    await this.recoveries.advance(tx, id, next, deliveries);
    return next < until ? 'wait' : 'more';
  }
}
