import { Injectable } from '@nestjs/common';
import { type LeasedWork, WorkStore } from '#libs/jobs';
import { type Assignment, AssignmentStore } from './assignment-store.js';
import { atMost, byOrganization } from './batches.js';
import { deliveryWork } from './delivery-work.js';
import { EndpointHealth } from './endpoint-health.js';
import { Lanes } from './lanes.js';
import { ResultWriter } from './result-writer.js';
import { lostAttempts, Sender } from './sender.js';
import { slotDistance } from './slots.js';
import { WebhookSettings } from './webhook-settings.js';

const batch = 200;
// Leased and not yet written: bounds memory, at most 60 kB an event.
const inHand = 512;
// Organizations loaded at the same time, each on a connection.
const sideBySide = 4;
// How long a full hand waits before it looks again for what to give back.
const fullMs = 250;
// For what only another release or another master key can send.
const unsendableSeconds = 60;
// For what is not first in a strict order, which only a change of order or a recovery brings about.
const notFirstSeconds = 30;

/**
 * Sends what is due. Leases are taken in batches and results are written in batches, but between the two every delivery
 * is on its own: none waits for a slow one. Whatever happens to this process, a lease runs out and the delivery is sent
 * again under the same `webhook-id`.
 */
@Injectable()
export class Deliverer {
  private readonly lanes = new Lanes<Assignment>();
  private isStopped = false;
  private wakeUp: () => void = () => undefined;
  private slotTimer?: NodeJS.Timeout;
  /** Endpoints that asked for patience, until when: what was loaded before that was written must not go out. */
  private readonly pauses = new Map<string, number>();

  constructor(
    private readonly work: WorkStore,
    private readonly assignments: AssignmentStore,
    private readonly writer: ResultWriter,
    private readonly sender: Sender,
    private readonly health: EndpointHealth,
    private readonly settings: WebhookSettings,
  ) {}

  /** Begins the next batch without waiting for its end. Answers whether there may be more at once. */
  async tick(): Promise<boolean> {
    for (const { item, seconds } of this.lanes.excess()) this.giveBack(item, seconds);
    this.goOn();
    const room = Math.min(batch, inHand - this.lanes.size - this.writer.pending);
    if (room <= 0) {
      await this.somethingEnds();
      return true;
    }
    const leased = await this.work.lease(deliveryWork, room, this.settings.leaseSeconds);
    await atMost(
      sideBySide,
      byOrganization(leased, (work) => work.organization),
      ([organization, works]) => this.take(organization, works),
    );
    return leased.length === room;
  }

  /** Until nothing is in hand: everything leased was sent and its result written. */
  async settle(): Promise<void> {
    while (this.lanes.size + this.writer.pending > 0) {
      if (this.lanes.size > 0) await this.somethingEnds();
      await this.writer.flush();
    }
  }

  /**
   * Gives back at once what has not begun, and waits so many milliseconds for what has. A request that takes longer keeps
   * its lease, for its outcome is not known.
   */
  async stop(graceMs = 3_000): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.slotTimer);
    for (const item of this.lanes.clear()) this.giveBack(item, 0);
    const until = performance.now() + graceMs;
    while (this.lanes.size > 0 && performance.now() < until) await this.somethingEnds();
    await this.writer.flush();
  }

  private async take(organization: string, works: readonly LeasedWork[]): Promise<void> {
    for (const item of await this.assignments.load(organization, works)) {
      if (!item.isOpen)
        this.writer.add({
          work: item.work,
          endpoint: item.endpoint,
          attempts: lostAttempts(item),
          status: 'cancelled',
        });
      else if (this.isStopped) this.giveBack(item, 0);
      else if (!item.isFirst) this.giveBack(item, notFirstSeconds);
      // Apart, so that what waited does not come back in one moment.
      else if (this.pauseOf(item) > 0) this.giveBack(item, this.pauseOf(item) * (1 + 0.1 * Math.random()));
      else this.lanes.add(item);
    }
    this.begin();
  }

  private begin(): void {
    for (let item = this.lanes.take(); item; item = this.lanes.take()) void this.deliver(item);
    for (const { item, count } of this.lanes.wanting()) void this.takeSlots(item, count);
    const next = this.lanes.nextSlot;
    clearTimeout(this.slotTimer);
    if (next !== undefined) this.slotTimer = setTimeout(() => this.goOn(), Math.max(1, next - performance.now()));
  }

  private goOn(): void {
    if (!this.isStopped) this.begin();
  }

  /** Never rejects: what gets no slots asks again at the next look. */
  private async takeSlots({ work, endpoint, ratePerSecond }: Assignment, count: number): Promise<void> {
    const apart = slotDistance(ratePerSecond ?? 1);
    try {
      const seconds = await this.health.takeSlots(work.organization, endpoint, count, apart / 1_000);
      const first = performance.now() + seconds * 1_000;
      this.lanes.give(
        endpoint,
        Array.from({ length: count }, (_, place) => first + place * apart),
      );
      this.goOn();
    } catch (error) {
      this.settings.log.error({ error, endpoint }, 'no slots could be taken for a limited endpoint');
      this.lanes.give(endpoint, []);
    }
  }

  /** Never rejects: whatever goes wrong here, the delivery comes back. */
  private async deliver(item: Assignment): Promise<void> {
    try {
      const result = await this.sender.send(item);
      const { pauseSeconds } = result;
      if (pauseSeconds !== undefined) {
        this.pauses.set(item.endpoint, performance.now() + pauseSeconds * 1_000);
        for (const waiting of this.lanes.clearOf(item.endpoint)) this.giveBack(waiting, pauseSeconds);
      }
      this.writer.add(result);
    } catch (error) {
      this.settings.log.error(
        { error, delivery: item.id, endpoint: item.endpoint },
        'a delivery cannot be sent from here',
      );
      this.giveBack(item, unsendableSeconds);
    } finally {
      this.lanes.finished(item);
      this.goOn();
      this.wakeUp();
    }
  }

  private pauseOf({ endpoint, pausedSeconds }: Assignment): number {
    const left = ((this.pauses.get(endpoint) ?? 0) - performance.now()) / 1_000;
    if (left <= 0) this.pauses.delete(endpoint);
    return Math.max(left, pausedSeconds, 0);
  }

  private giveBack(item: Assignment, seconds: number): void {
    const attempts = lostAttempts(item);
    const status = attempts.length > 0 ? 'pending' : undefined;
    this.writer.add({ work: item.work, endpoint: item.endpoint, attempts, status, seconds });
  }

  private async somethingEnds(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      timer = setTimeout(resolve, fullMs);
      this.wakeUp = resolve;
    });
    clearTimeout(timer);
  }
}
