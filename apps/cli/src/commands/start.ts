import { Command } from 'commander';
import type { Parts } from '../run-parts.js';

// Loaded when needed: `verify` and `--help` must not wait for the whole house.
const run = async (parts: Parts): Promise<void> => (await import('../run-parts.js')).runParts(parts);

export const startCommand = new Command('start')
  .description('start API and worker in one process, with an embedded PostgreSQL unless DATABASE_URL is set')
  .action(() => run({ api: true, worker: true, migrate: true }));

export const apiCommand = new Command('api')
  .description('start the API alone (production: any number of them; run "migrate" first)')
  .action(() => run({ api: true, worker: false, migrate: false }));

export const workerCommand = new Command('worker')
  .description('start a worker alone: sequencer, webhooks, reports (production: any number of them)')
  .action(() => run({ api: false, worker: true, migrate: false }));
