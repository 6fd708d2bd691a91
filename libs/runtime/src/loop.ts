import type { Log } from './log.js';

/**
 * Background work that runs when woken and otherwise every `everyMs`: the wake-up is a hint, the interval the guarantee.
 * One run at a time; a run that answers `true` has more to do and is repeated at once.
 */
export class Loop {
  private timer?: NodeJS.Timeout;
  private running?: Promise<void>;
  private again = false;
  private stopped = true;
  private ended = -Infinity;

  constructor(
    private readonly name: string,
    private readonly work: () => Promise<boolean>,
    private readonly everyMs: number,
    private readonly log: Log,
    /** Runs are at least this far apart, so that a storm of hints stays cheap. */
    private readonly apartMs = 0,
  ) {}

  start(): void {
    this.stopped = false;
    this.wake();
  }

  wake(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    clearTimeout(this.timer);
    const early = this.apartMs - (performance.now() - this.ended);
    if (early > 0) {
      this.timer = setTimeout(() => this.wake(), early);
      return;
    }
    this.running = this.run().finally(() => {
      this.running = undefined;
      this.ended = performance.now();
      if (this.stopped) return;
      const pause = this.again ? this.apartMs : this.everyMs;
      this.again = false;
      this.timer = setTimeout(() => this.wake(), pause);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async run(): Promise<void> {
    try {
      while (!this.stopped && (await this.work())) {
        // more to do
      }
    } catch (error) {
      this.log.error({ error, loop: this.name }, 'background work failed; it is tried again');
    }
  }
}
