import { Injectable } from '@nestjs/common';
import { type LeasedWork, WorkStore } from '#libs/jobs';
import { systemClock } from '#libs/kernel';
import { MasterKey } from '#libs/runtime';
import { type Assignment, AssignmentStore } from './assignment-store.js';
import { judge } from './attempt-outcome.js';
import { attemptRecord, unknownAttempt } from './attempt-record.js';
import { atMost, byOrganization } from './batches.js';
import { deliveryWork } from './fan-out.js';
import { Lanes } from './lanes.js';
import { type RecordedEvent, renderers } from './payload.js';
import type { AttemptRecord, Result } from './result-store.js';
import { ResultWriter } from './result-writer.js';
import { signedHeaders } from './sign.js';
import { WebhookEgress } from './webhook-egress.js';
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

  constructor(
    private readonly work: WorkStore,
    private readonly assignments: AssignmentStore,
    private readonly writer: ResultWriter,
    private readonly masterKey: MasterKey,
    private readonly egress: WebhookEgress,
    private readonly settings: WebhookSettings,
  ) {}

  /** Begins the next batch without waiting for its end. Answers whether there may be more at once. */
  async tick(): Promise<boolean> {
    for (const { item, seconds } of this.lanes.excess()) this.giveBack(item, seconds);
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
    for (const item of this.lanes.clear()) this.giveBack(item, 0);
    const until = performance.now() + graceMs;
    while (this.lanes.size > 0 && performance.now() < until) await this.somethingEnds();
    await this.writer.flush();
  }

  private async take(organization: string, works: readonly LeasedWork[]): Promise<void> {
    for (const item of await this.assignments.load(organization, works)) {
      if (!item.isOpen)
        this.writer.add({ work: item.work, endpoint: item.endpoint, attempts: lostAttempt(item), status: 'cancelled' });
      else if (this.isStopped) this.giveBack(item, 0);
      else this.lanes.add(item);
    }
    this.begin();
  }

  private begin(): void {
    for (let item = this.lanes.take(); item; item = this.lanes.take()) void this.deliver(item);
  }

  /** Never rejects: whatever goes wrong here, the delivery comes back. */
  private async deliver(item: Assignment): Promise<void> {
    try {
      this.writer.add(await this.send(item));
    } catch (error) {
      this.settings.log.error(
        { error, delivery: item.id, endpoint: item.endpoint },
        'a delivery cannot be sent from here',
      );
      this.giveBack(item, unsendableSeconds);
    } finally {
      this.lanes.finished(item);
      if (!this.isStopped) this.begin();
      this.wakeUp();
    }
  }

  private async send(item: Assignment): Promise<Result> {
    const render = renderers[item.payloadVersion];
    if (!render) throw new Error(`payload version ${item.payloadVersion} is not one of this release`);
    const secret = this.masterKey.open(item.sealedSecret, 'webhook_endpoint', item.endpoint).toString();
    const body = render(JSON.parse(item.event.toString('utf8')) as RecordedEvent, item.index, item.sequence);
    const startedAt = systemClock.now();
    const timestamp = Math.floor(startedAt.getTime() / 1_000);
    const outcome = await this.egress.request({
      url: item.url,
      method: 'POST',
      headers: signedHeaders([secret], item.id, timestamp, body),
      body,
      deadlineMs: this.settings.deadlineMs,
    });
    const lost = lostAttempt(item);
    const made = item.attempts + lost.length + 1;
    const judgement = judge(outcome, {
      retrySeconds: this.settings.retrySeconds,
      made,
      now: systemClock.now(),
      random: Math.random(),
    });
    return {
      work: item.work,
      endpoint: item.endpoint,
      attempts: [...lost, attemptRecord(outcome, judgement, made, startedAt)],
      status: judgement.status,
      seconds: judgement.seconds,
      isGone: judgement.result === 'gone',
    };
  }

  private giveBack(item: Assignment, seconds: number): void {
    const attempts = lostAttempt(item);
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

/** What the log must say of the lease before, if that one ran out. */
const lostAttempt = (item: Assignment): AttemptRecord[] =>
  item.work.isRetaken ? [unknownAttempt(item.attempts + 1, systemClock.now())] : [];
