import type { Log } from './log.js';

type Step = { readonly name: string; readonly stop: () => Promise<void> | void };

/** Stops what was started, in reverse order, each within its share of the time. A second signal ends the process at once. */
export class Shutdown {
  private readonly steps: Step[] = [];
  private stopping?: Promise<void>;

  constructor(
    private readonly log: Log,
    private readonly stepMs = 4_000,
  ) {}

  add(name: string, stop: Step['stop']): void {
    this.steps.push({ name, stop });
  }

  /** Listens to SIGINT and SIGTERM. Call before anything is started. */
  onSignals(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (this.stopping) process.exit(130);
        void this.run().then(() => process.exit(0));
      });
    }
  }

  run(): Promise<void> {
    this.stopping ??= this.stopAll();
    return this.stopping;
  }

  get started(): boolean {
    return this.stopping !== undefined;
  }

  private async stopAll(): Promise<void> {
    for (const { name, stop } of this.steps.reverse()) {
      const late = deadline(this.stepMs);
      try {
        await Promise.race([Promise.resolve().then(stop), late.passed]);
      } catch (error) {
        this.log.warn({ error, step: name }, 'could not stop cleanly');
      } finally {
        late.clear();
      }
    }
  }
}

function deadline(ms: number): { passed: Promise<never>; clear: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`did not stop within ${ms} ms`)), ms);
  });
  return { passed, clear: () => clearTimeout(timer) };
}
