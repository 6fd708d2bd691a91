import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { mayDo } from '#libs/factcheck';
import { WorkStore } from '#libs/jobs';
import { type Actor, demand, newId } from '#libs/kernel';
import { type Delivery, DeliveryStore } from './delivery-store.js';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';
import { EndpointStore } from './endpoint-store.js';
import { currentPayloadVersion } from './payload.js';

@Injectable()
export class SendTest {
  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly deliveries: DeliveryStore,
    private readonly work: WorkStore,
  ) {}

  /**
   * One signed request to an endpoint, enabled or not, to see whether it arrives: a message, no event of the log. It is
   * a delivery like others, tried once; its attempt says what came back.
   */
  run(actor: Actor, endpoint: string): Promise<Delivery> {
    return this.transaction.run(actor, async (tx) => {
      demand(mayDo(actor, 'endpoint.manage'));
      await this.endpoints.lock(tx, endpoint);
      const delivery = await this.deliveries.addTest(tx, newId(), endpoint, currentPayloadVersion);
      await this.work.put(tx, deliveryWork, tx.organization, [delivery.id]);
      tx.afterCommit(deliveriesChannel);
      return delivery;
    });
  }
}
