import { readConfig, release, Shutdown } from '#libs/runtime';
import { startApi } from '../../api/src/start-api.js';
import { startWorker } from '../../worker/src/start-worker.js';
import { bootstrap } from './bootstrap.js';
import { deskGauges } from './metrics/desk-gauges.js';
import { tellMetrics } from './metrics/serve-metrics.js';
import { openDesk, settingsOf } from './open-desk.js';
import { greeting } from './greeting.js';

export interface Parts {
  readonly api: boolean;
  readonly worker: boolean;
  readonly migrate: boolean;
}

/** Runs some or all of Claimdesk in this process until a signal ends it. */
export async function runParts(parts: Parts): Promise<void> {
  const settings = settingsOf(readConfig());
  const shutdown = new Shutdown(settings.log);
  shutdown.onSignals();
  try {
    const desk = await openDesk(settings, shutdown, parts);
    const firstKey = parts.migrate ? await bootstrap(desk) : undefined;
    deskGauges(settings.metrics, desk.database.connections);
    await tellMetrics(settings, shutdown);
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
