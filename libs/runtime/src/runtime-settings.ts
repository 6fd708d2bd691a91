import type { Config } from './config.js';
import type { Log } from './log.js';
import { Metrics } from './metrics.js';

/** What every room may ask of the process it runs in. */
export class RuntimeSettings {
  constructor(
    readonly config: Config,
    readonly log: Log,
    /** One for all that run in this process. */
    readonly metrics = new Metrics(),
  ) {}
}
