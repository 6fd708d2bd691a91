import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse } from '#libs/kernel';
import { EndpointStore } from './endpoint-store.js';
import { FanOutStore } from './fan-out-store.js';
import type { RecoveryInput, RecoveryPreview } from './recovery.js';
import { RecoveryPlan } from './recovery-plan.js';
import { RecoveryStore } from './recovery-store.js';

// Entries that are looked at in one statement.
const stretch = 2_000;

@Injectable()
export class PreviewRecovery {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly log: FanOutStore,
    private readonly recoveries: RecoveryStore,
    private readonly plan: RecoveryPlan,
  ) {}

  /** How many deliveries the same recovery would put on their way now. */
  count(actor: Actor, endpoint: string, input: RecoveryInput): Promise<RecoveryPreview> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.read'));
      // Nothing is locked: deliveries go on, and the count is of now.
      const listener = await this.log.listener(tx, endpoint);
      if (!listener) {
        await this.endpoints.lock(tx, endpoint);
        refuse('endpoint.not_enabled', 'This endpoint is disabled. Enable it first.');
      }
      const { from, until } = await this.recoveries.range(tx, endpoint, input);
      let deliveries = 0;
      for (let next = from; next < until; next += stretch) {
        const { anew, again } = await this.plan.stretch(
          tx,
          listener,
          input.scope,
          next,
          Math.min(until, next + stretch),
        );
        deliveries += anew.length + again.size;
      }
      return { scope: input.scope, fromIndex: from, untilIndex: until, deliveries };
    });
  }
}
