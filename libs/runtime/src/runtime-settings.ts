import type { Config } from './config.js';
import type { Log } from './log.js';

/** What every room may ask of the process it runs in. */
export class RuntimeSettings {
  constructor(
    readonly config: Config,
    readonly log: Log,
  ) {}
}
