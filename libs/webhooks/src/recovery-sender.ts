import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { WorkStore } from '#libs/jobs';
import { AgainStore } from './again-store.js';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';
import { FanOutStore, type Listener } from './fan-out-store.js';
import { OrderKeeper } from './order-keeper.js';
import { currentPayloadVersion } from './payload.js';
import type { Recovery } from './recovery.js';
import { RecoveryPlan } from './recovery-plan.js';

/** Puts one stretch of a recovery on its way, under the endpoint's lock. */
@Injectable()
export class RecoverySender {
  constructor(
    private readonly plan: RecoveryPlan,
    private readonly log: FanOutStore,
    private readonly again: AgainStore,
    private readonly order: OrderKeeper,
    private readonly work: WorkStore,
  ) {}

  /** Everything of the stretch, up to the first delivery of which a request is under way. */
  async send(tx: Tx, recovery: Recovery, listener: Listener, until: number) {
    const { nextIndex: from, scope } = recovery;
    const planned = await this.plan.stretch(tx, listener, scope, from, until);
    const held = await this.work.held(tx, deliveryWork, tx.organization, [...planned.again.keys()]);
    const next = Math.min(until, ...[...held].map((id) => planned.again.get(id) ?? until));
    const anew = planned.anew.filter(({ index }) => index < next);
    const again = [...planned.again].flatMap(([id, index]) => (index < next ? [id] : []));
    if (anew.length > 0) {
      await this.log.addDeliveries(tx, anew, currentPayloadVersion);
      if (!listener.strictOrder)
        await this.work.put(
          tx,
          deliveryWork,
          tx.organization,
          anew.map((one) => one.id),
        );
    }
    const sent = await this.again.send(tx, listener.id, again);
    if (listener.strictOrder) await this.order.next(tx, [listener.id]);
    tx.afterCommit(deliveriesChannel);
    return { next, deliveries: anew.length + sent.size };
  }
}
