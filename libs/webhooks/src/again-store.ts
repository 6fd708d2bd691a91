import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/database';
import { WorkStore } from '#libs/jobs';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';
import { OrderKeeper } from './order-keeper.js';
import { PastStore } from './past-store.js';

/** Sending again what has ended, under the endpoint's lock. */
@Injectable()
export class AgainStore {
  constructor(
    private readonly work: WorkStore,
    private readonly order: OrderKeeper,
    private readonly past: PastStore,
  ) {}

  /**
   * Puts these deliveries on their way again. Answers which; not those that are pending, nor those of which a request is
   * still under way, whose outcome would be lost.
   */
  async send(tx: Tx, endpoint: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const held = await this.work.held(tx, deliveryWork, tx.organization, ids);
    await this.past.comeBack(tx, endpoint, ids);
    const rows = await tx.batch<{ id: string; strict_order: boolean }>(
      `update delivery d set status = 'pending', next_attempt_at = now(), finished_at = null, round_from = d.attempts
         from webhook_endpoint e
        where d.organization_id = $1 and d.endpoint_id = $2 and d.id = any($3::uuid[]) and d.status <> 'pending' and d.event_id is not null
          and e.organization_id = $1 and e.id = $2
        returning d.id, e.strict_order`,
      [tx.organization, endpoint, ids.filter((id) => !held.has(id))],
    );
    const sent = rows.map(({ id }) => id);
    if (rows[0]?.strict_order) await this.order.next(tx, [endpoint]);
    else await this.work.hurry(tx, deliveryWork, tx.organization, sent);
    tx.afterCommit(deliveriesChannel);
    return new Set(sent);
  }
}
