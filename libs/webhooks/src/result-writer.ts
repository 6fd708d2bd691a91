import { Injectable } from '@nestjs/common';
import { Transaction } from '#libs/database';
import { WorkStore } from '#libs/jobs';
import { systemActor } from '#libs/kernel';
import { atMost, byOrganization } from './batches.js';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';
import { EndpointEnds } from './endpoint-ends.js';
import { OrderKeeper } from './order-keeper.js';
import { type Result, ResultStore } from './result-store.js';
import { WebhookSettings } from './webhook-settings.js';

const togetherMs = 50;
const together = 100;
const againMs = 500;
// Organizations written at the same time, each on a connection.
const sideBySide = 4;

interface Waiting {
  readonly result: Result;
  /** When the lease has run out for sure, on the monotonic clock. */
  readonly until: number;
}

/**
 * Writes results as they come: at once when there are 100, else within 50 ms. One write at a time, so that batches grow
 * under load. What cannot be written is tried again until its lease has run out; then the delivery is somebody else's.
 */
@Injectable()
export class ResultWriter {
  private waiting: Waiting[] = [];
  private writing?: Promise<void>;
  private unwritten = 0;
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly transaction: Transaction,
    private readonly work: WorkStore,
    private readonly store: ResultStore,
    private readonly ends: EndpointEnds,
    private readonly order: OrderKeeper,
    private readonly settings: WebhookSettings,
  ) {}

  /** Results not yet committed. */
  get pending(): number {
    return this.unwritten;
  }

  add(result: Result): void {
    this.unwritten += 1;
    this.waiting.push({ result, until: performance.now() + this.settings.leaseSeconds * 1_000 });
    // The next of a strict order waits for this one.
    if (this.waiting.length >= together || result.strictOrder) void this.flush();
    else this.later(togetherMs);
  }

  /** Everything that was added before is written, or will be tried again later. Never rejects. */
  async flush(): Promise<void> {
    while (this.writing) await this.writing;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.waiting.length === 0) return;
    const batch = this.waiting;
    this.waiting = [];
    this.writing = this.writeAll(batch).finally(() => {
      this.writing = undefined;
      if (this.waiting.length > 0) this.later(togetherMs);
    });
    await this.writing;
  }

  private later(ms: number): void {
    this.timer ??= setTimeout(() => void this.flush(), ms);
  }

  private async writeAll(batch: readonly Waiting[]): Promise<void> {
    const groups = byOrganization(batch, ({ result }) => result.work.organization);
    await atMost(sideBySide, groups, async ([organization, waiting]) => {
      try {
        const written = await this.write(
          organization,
          waiting.map(({ result }) => result),
        );
        this.settings.metrics.wrote(written);
        this.unwritten -= waiting.length;
      } catch (error) {
        this.keep(waiting, error);
      }
    });
  }

  private keep(waiting: readonly Waiting[], error: unknown): void {
    const still = waiting.filter(({ until }) => until > performance.now());
    this.settings.log.error(
      { error, results: waiting.length, lost: waiting.length - still.length },
      'results could not be written',
    );
    this.unwritten -= waiting.length - still.length;
    this.waiting.push(...still);
    if (still.length > 0) this.later(againMs);
  }

  /** Only what is still leased is written: the rest has another owner, whose result will count. */
  private write(organization: string, results: readonly Result[]): Promise<readonly Result[]> {
    return this.transaction.run(systemActor(organization), async (tx) => {
      await this.ends.lock(tx, results); // endpoints before deliveries, as fan-out and the verbs lock them
      const ended = results.filter((result) => result.seconds === undefined).map((result) => result.work);
      const later = results.flatMap(({ work, seconds }) => (seconds === undefined ? [] : [{ ...work, seconds }]));
      const held = new Set<string>();
      if (ended.length > 0)
        (await this.work.finish(tx, deliveryWork, organization, ended)).forEach((id) => held.add(id));
      if (later.length > 0)
        (await this.work.postpone(tx, deliveryWork, organization, later)).forEach((id) => held.add(id));
      // Due before the next poll, so somebody must look sooner.
      if (later.some(({ seconds }) => seconds < 1)) tx.afterCommit(deliveriesChannel);
      const mine = results.filter((result) => held.has(result.work.subject));
      await this.store.write(tx, mine);
      await this.ends.tell(tx, mine);
      const over = mine.filter((result) => result.strictOrder && result.seconds === undefined);
      await this.order.next(tx, [...new Set(over.map((result) => result.endpoint))]);
      return mine;
    });
  }
}
