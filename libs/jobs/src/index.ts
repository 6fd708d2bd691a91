// Durable background work: put down inside a verb's transaction, leased by a worker, retaken when that worker dies.
// It must not know: what the work is.
export { JobsModule } from './jobs.module.js';
export { WorkStore, type LeasedWork } from './work-store.js';
export { BacklogReads, type Backlog } from './backlog-reads.js';
export { JobRunner, jobsChannel, type JobHandler } from './job-runner.js';
