import type { Progress } from './report-kind.js';
import type { BegunReport, ReportRuns } from './report-runs.js';

/** Another worker makes this report now, or nobody wants it any more. There is nothing left to do for this run. */
export class RunReplaced extends Error {
  constructor() {
    super('another run of this report has begun, or it was cancelled');
    this.name = 'RunReplaced';
  }
}

const everyMs = 500;

/** One run of one report. Its writes go one after the other, since each carries the version that the one before it made. */
export class ReportRun {
  private turn: Promise<unknown> = Promise.resolve();
  private current: number;
  private written = performance.now();
  private now: Progress = { done: 0, total: 0 };
  private chunks = 0;

  constructor(
    readonly report: BegunReport,
    private readonly runs: ReportRuns,
    private readonly stillMine: () => boolean,
  ) {
    this.current = report.version;
  }

  get version(): number {
    return this.current;
  }

  get progress(): Progress {
    return this.now;
  }

  /** Says how far it is; written at most every 500 ms. Throws RunReplaced as soon as the lease is known to be lost. */
  async advance(progress: Progress): Promise<void> {
    const isFirst = progress.total !== this.now.total;
    this.now = progress;
    if (!this.stillMine()) throw new RunReplaced();
    if (!isFirst && performance.now() - this.written < everyMs) return;
    await this.next((version) => this.runs.progress(this.report, version, this.now));
  }

  keep(bytes: Buffer): Promise<void> {
    return this.next((version) => this.runs.keep(this.report, version, this.now, this.chunks++, bytes));
  }

  private next(write: (version: number) => Promise<number | undefined>): Promise<void> {
    const turn = this.turn.then(async () => {
      const version = await write(this.current);
      if (version === undefined) throw new RunReplaced();
      this.current = version;
      this.written = performance.now();
    });
    this.turn = turn.catch(() => undefined); // whoever waits for `turn` is told; the next write fails by itself
    return turn;
  }
}
