import { Injectable } from '@nestjs/common';
import { Transaction, type Tx } from '#libs/database';
import type { JobHandler } from '#libs/jobs';
import { systemActor } from '#libs/kernel';
import { EndpointStore } from './endpoint-store.js';
import { PastPlan, pastWork } from './past-plan.js';
import { PastStore, type Stretch } from './past-store.js';
import { WebhookSettings } from './webhook-settings.js';

// Deliveries in one transaction: bounds its time, its memory and how long their endpoints are held.
const batch = 500;
const firstId = '00000000-0000-0000-0000-000000000000';
const pauseSeconds = 600;

/**
 * Keeps the tables small that every delivery goes through: what ended some time ago goes to the past, and leaves that after
 * its days. Comes back by itself; a run that was killed is gone on with by the next.
 */
@Injectable()
export class KeepPast implements JobHandler {
  readonly kind = pastWork;

  constructor(
    private readonly transaction: Transaction,
    private readonly endpoints: EndpointStore,
    private readonly past: PastStore,
    private readonly plan: PastPlan,
    private readonly settings: WebhookSettings,
  ) {}

  async run(organization: string, _subject: string, stillMine: () => boolean): Promise<void> {
    const { hotSeconds, keptSeconds } = this.settings;
    const actor = systemActor(organization);
    const through = async (step: (tx: Tx, after: string) => Promise<Stretch>): Promise<void> => {
      let after: string | undefined = firstId;
      while (after !== undefined && stillMine()) {
        const from: string = after;
        after = (await this.transaction.run(actor, (tx) => step(tx, from))).last;
      }
    };
    await through(async (tx, after) => {
      const stretch = await this.past.ended(tx, after, hotSeconds, batch);
      await this.endpoints.lockAll(tx, stretch.endpoints);
      if (stretch.ids.length > 0) await this.past.leave(tx, stretch.ids, hotSeconds);
      return stretch;
    });
    await through(async (tx, after) => {
      const stretch = await this.past.expired(tx, after, keptSeconds, batch);
      await this.endpoints.lockAll(tx, stretch.endpoints);
      if (stretch.ids.length > 0) await this.past.forget(tx, stretch.ids);
      return stretch;
    });
    if (stillMine()) await this.giveUp(organization);
  }

  /** Not for good: the next look is due as ever. */
  async giveUp(organization: string): Promise<void> {
    const seconds = Math.min(pauseSeconds, this.settings.hotSeconds);
    await this.transaction.run(systemActor(organization), (tx) => this.plan.again(tx, seconds));
  }
}
