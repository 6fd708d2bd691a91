// What a process needs before it can do anything: its configuration, its log, its sealed secrets, a way to stop.
// It must not know: SQL, HTTP routes, or anything about fact-checking.
export { readConfig, variables, ConfigInvalid, type Config } from './config.js';
export { createLog, type Log } from './log.js';
export { MasterKey } from './master-key.js';
export { Shutdown } from './shutdown.js';
export { Metrics, type MetricSpec } from './metrics.js';
export { Loop } from './loop.js';
export { RuntimeModule } from './runtime.module.js';
export { RuntimeSettings } from './runtime-settings.js';
export { projectFolder, release } from './release.js';
