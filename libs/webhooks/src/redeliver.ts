import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { type Actor, demand, refuse } from '#libs/kernel';
import { Ledger } from '#libs/ledger';
import { AgainStore } from './again-store.js';
import { type Delivery, DeliveryStore } from './delivery-store.js';
import { EndpointStore } from './endpoint-store.js';

@Injectable()
export class Redeliver {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly again: AgainStore,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Sends a delivery that has ended once more: the same id, the same body, the schedule from its beginning.
   * Refusals: delivery.pending, delivery.is_message, endpoint.not_enabled, endpoint.archived.
   */
  run(actor: Actor, id: string): Promise<Delivery> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      const found = (await this.deliveries.read(tx, id)) ?? refuse('not_found');
      const { status } = await this.endpoints.lock(tx, found.endpoint);
      if (found.kind === 'test') refuse('delivery.is_message', 'A test is not sent twice. Send another one.');
      if (found.kind === 'checkpoint')
        refuse('delivery.is_message', 'A checkpoint is not sent twice: the next one vouches for all before it.');
      if (status !== 'enabled') refuse('endpoint.not_enabled', 'This endpoint is disabled. Enable it first.');
      const sent = await this.again.send(tx, found.endpoint, [id]);
      if (!sent.has(id))
        refuse('delivery.pending', 'This delivery is on its way. Its attempts say when it is tried next.');
      await this.ledger.record(tx, {
        type: 'endpoint.redelivered',
        root: found.endpoint,
        changes: [],
        facts: { delivery: id, index: found.index },
      });
      return (await this.deliveries.read(tx, id)) as Delivery;
    });
  }
}
