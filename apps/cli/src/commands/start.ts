import { Command } from 'commander';
import { readConfig, release, Shutdown } from '#libs/runtime';
import { startApi } from '../../../api/src/start-api.js';
import { startWorker } from '../../../worker/src/start-worker.js';
import { bootstrap } from '../bootstrap.js';
import { openDesk, settingsOf } from '../open-desk.js';
import { greeting } from '../greeting.js';

interface Parts {
  readonly api: boolean;
  readonly worker: boolean;
  readonly migrate: boolean;
}

async function run(parts: Parts): Promise<void> {
  const settings = settingsOf(readConfig());
  const shutdown = new Shutdown(settings.log);
  shutdown.onSignals();
  try {
    const desk = await openDesk(settings, shutdown, parts);
    const firstKey = parts.migrate ? await bootstrap(desk) : undefined;
    if (parts.worker) {
      const worker = await startWorker(desk.settings, desk.masterKey, desk.database);
      shutdown.add('worker', () => worker.stop());
    }
    if (parts.api) {
      const api = await startApi(desk);
      shutdown.add('API', () => api.stop());
      process.stdout.write(greeting({ address: api.address, release: release(), desk, firstKey }));
    } else {
      process.stdout.write('The Claimdesk worker runs. Ctrl-C stops it.\n');
    }
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

export const startCommand = new Command('start')
  .description('start API and worker in one process, with an embedded PostgreSQL unless DATABASE_URL is set')
  .action(() => run({ api: true, worker: true, migrate: true }));

export const apiCommand = new Command('api')
  .description('start the API alone (production: any number of them; run "migrate" first)')
  .action(() => run({ api: true, worker: false, migrate: false }));

export const workerCommand = new Command('worker')
  .description('start a worker alone: sequencer, webhooks, reports (production: any number of them)')
  .action(() => run({ api: false, worker: true, migrate: false }));
