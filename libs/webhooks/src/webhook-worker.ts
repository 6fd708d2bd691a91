import { Injectable } from '@nestjs/common';
import { Notices } from '#libs/database';
import { WorkStore } from '#libs/jobs';
import { sequencedChannel } from '#libs/ledger';
import { type Log, Loop } from '#libs/runtime';
import { CheckpointMessages } from './checkpoint-messages.js';
import { ClockCheck } from './clock-check.js';
import { Deliverer } from './deliverer.js';
import { deliveriesChannel, deliveryWork } from './delivery-work.js';
import { FanOut } from './fan-out.js';

const pollMs = 1_000;
// A storm of notices costs one look each so often.
const apartMs = 5;

/** Runs fan-out and delivery in this process. The notices make it prompt, the polls make it certain. */
@Injectable()
export class WebhookWorker {
  private loops: Loop[] = [];
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly fanOut: FanOut,
    private readonly deliverer: Deliverer,
    private readonly checkpoints: CheckpointMessages,
    private readonly clock: ClockCheck,
    private readonly work: WorkStore,
    private readonly notices: Notices,
  ) {}

  /** Before `Notices.listen`, which listens to the channels that are known by then. */
  start(log: Log): void {
    const spread = new Loop('webhook fan-out', () => this.fanOut.tick(), pollMs, log, apartMs);
    const send: Loop = new Loop('webhook delivery', () => this.deliver(() => send.wake()), pollMs, log, apartMs);
    this.notices.on(sequencedChannel, () => spread.wake());
    this.notices.on(deliveriesChannel, () => send.wake());
    const tell = new Loop('checkpoint messages', () => this.checkpoints.tick(), pollMs, log);
    this.loops = [spread, send, tell];
    for (const loop of this.loops) loop.start();
  }

  /** Within a few seconds. What is still under way then is sent again by another process, under the same id. */
  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
    clearTimeout(this.timer);
    await this.deliverer.stop();
  }

  private async deliver(wake: () => void): Promise<boolean> {
    if (!(await this.clock.isSound())) return false;
    if (await this.deliverer.tick()) return true;
    const seconds = await this.work.secondsUntilDue(deliveryWork);
    clearTimeout(this.timer);
    // A poll may come up to a second late for a retry; this does not.
    if (seconds !== undefined && seconds * 1_000 < pollMs) this.timer = setTimeout(wake, Math.max(10, seconds * 1_000));
    return false;
  }
}
