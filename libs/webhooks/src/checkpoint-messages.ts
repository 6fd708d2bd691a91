import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import { newId, systemActor } from '#libs/kernel';
import { type LeasedWork, WorkStore } from '#libs/jobs';
import { CheckpointMessageStore } from './checkpoint-message-store.js';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';
import { currentPayloadVersion } from './payload.js';
import { WebhookSettings } from './webhook-settings.js';

/** One piece an organization: its newest checkpoint is to be told. */
const work = 'checkpoint-message';
const leaseSeconds = 30;
// The signer looks every half second.
const untilSigned = 1;

/**
 * Tells endpoints the newest signed checkpoint, so that whoever keeps it is a witness: at most one each ten minutes, and
 * only of a log that has grown. Whoever plans or tells holds the fan-out's progress row, so that none is forgotten.
 */
@Injectable()
export class CheckpointMessages {
  constructor(
    private readonly transaction: Transaction,
    private readonly store: CheckpointMessageStore,
    private readonly work: WorkStore,
    private readonly settings: WebhookSettings,
  ) {}

  /** The log goes on to `size`. Called under the progress row. */
  async plan(tx: Tx, size: number): Promise<void> {
    const told = await this.store.told(tx);
    if (told.size >= size) return;
    const seconds = Math.max(
      untilSigned,
      told.secondsAgo === null ? 0 : this.settings.checkpointSeconds - told.secondsAgo,
    );
    await this.work.putWithin(tx, work, tx.organization, tx.organization, seconds);
  }

  /** Those that are due now. Answers whether there may be more at once. */
  async tick(): Promise<boolean> {
    const due = await this.work.lease(work, 50, leaseSeconds);
    for (const leased of due) {
      await this.transaction
        .run(systemActor(leased.organization), (tx) => this.tell(tx, leased))
        .catch((error: unknown) =>
          // The lease runs out and it is tried again; the others must not wait for this one.
          this.settings.log.error({ error, organization: leased.organization }, 'a checkpoint could not be told'),
        );
    }
    return due.length > 0;
  }

  private async tell(tx: Tx, leased: LeasedWork): Promise<void> {
    const told = await this.store.hold(tx);
    const endpoints = await this.store.listeners(tx);
    const size = await this.store.signedSize(tx);
    if (endpoints.length > 0 && size < told.logSize) {
      await this.work.postpone(tx, work, tx.organization, [{ ...leased, seconds: untilSigned }]);
      return;
    }
    await this.work.finish(tx, work, tx.organization, [leased]);
    if (endpoints.length > 0 && size > told.size) await this.send(tx, endpoints, size);
  }

  private async send(tx: Tx, endpoints: readonly string[], size: number): Promise<void> {
    const deliveries = endpoints.map((endpoint) => ({ id: newId(), endpoint }));
    await this.store.add(tx, deliveries, size, currentPayloadVersion);
    await this.work.put(
      tx,
      deliveryWork,
      tx.organization,
      deliveries.map(({ id }) => id),
    );
    tx.afterCommit(deliveriesChannel);
  }
}
