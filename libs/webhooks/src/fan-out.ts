import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { newId, systemActor } from '#libs/kernel';
import { DueStore } from '#libs/ledger';
import { CheckpointMessages } from './checkpoint-messages.js';
import { passes } from './event-filter.js';
import { FanOutStore, type Listener, type LoggedEvent, type NewDelivery } from './fan-out-store.js';
import { OrderKeeper } from './order-keeper.js';
import { currentPayloadVersion } from './payload.js';
import { WebhookSettings } from './webhook-settings.js';

// Entries of one organization in one transaction, and the deliveries that these may become: bounds its time and memory.
const batch = 500;
const mostDeliveries = 20_000;

/**
 * Turns log entries into deliveries, each event once for each endpoint that listens. Any number of processes may run it:
 * the organization's progress row is the lock, and whoever does not get it moves on.
 */
@Injectable()
export class FanOut {
  constructor(
    private readonly transaction: Transaction,
    private readonly due: DueStore,
    private readonly store: FanOutStore,
    private readonly order: OrderKeeper,
    private readonly checkpoints: CheckpointMessages,
    private readonly settings: WebhookSettings,
  ) {}

  /** One look at all organizations whose log has grown. Answers whether there may be more at once. */
  async tick(): Promise<boolean> {
    let more = false;
    for (const organization of await this.due.organizations('webhooks')) {
      try {
        more = (await this.fanOut(organization)) || more;
      } catch (error) {
        // The others must not wait for this one; its mark stays for the next look.
        this.settings.log.error({ error, organization }, 'fan-out failed; it is tried again');
      }
    }
    return more;
  }

  /** One batch of one organization. Answers whether its log goes on. */
  fanOut(organization: string): Promise<boolean> {
    return this.transaction.run(systemActor(organization), async (tx) => {
      const progress = await this.store.lockProgress(tx);
      if (!progress) return false;
      const until = await this.advance(tx, progress.next, progress.size);
      if (until > progress.next) await this.store.advance(tx, until);
      if (until < progress.size) return true;
      await this.due.handled(tx, 'webhooks', organization, progress.size);
      return false;
    });
  }

  /** Answers the index up to which there is nothing left to do. */
  private async advance(tx: Tx, next: number, size: number): Promise<number> {
    if (next >= size) return next;
    const listeners = await this.store.lockListeners(tx);
    if (listeners.some((listener) => listener.checkpoints)) await this.checkpoints.plan(tx, size);
    // The whole past of an organization is passed over at once where nobody listens to it.
    const from = Math.max(next, Math.min(size, ...listeners.map((listener) => listener.fromIndex)));
    if (listeners.length === 0 || from >= size) return size;
    const entries = Math.min(batch, Math.max(1, Math.floor(mostDeliveries / listeners.length)));
    const until = Math.min(size, from + entries);
    const deliveries = matches(listeners, await this.store.events(tx, from, until));
    if (deliveries.length > 0) {
      await this.store.addDeliveries(tx, deliveries, currentPayloadVersion);
      const strict = new Set(listeners.filter((one) => one.strictOrder).map((one) => one.id));
      await this.order.begin(tx, deliveries, strict);
    }
    return until;
  }
}

/** Which event goes to whom, with the place it has in that endpoint's own dense sequence. */
export function matches(listeners: readonly Listener[], events: readonly LoggedEvent[]): NewDelivery[] {
  return listeners.flatMap((listener) => {
    const wanted = new Set(listener.eventTypes);
    return events
      .filter(
        (event) => event.index >= listener.fromIndex && wanted.has(event.type) && passes(listener.filter, event.labels),
      )
      .map((event, place) => ({
        id: newId(),
        endpoint: listener.id,
        event: event.id,
        index: event.index,
        sequence: listener.nextSequence + place,
        thin: listener.thin,
      }));
  });
}
