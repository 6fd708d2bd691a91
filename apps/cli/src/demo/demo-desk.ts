import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKey } from '#libs/identity';
import { newId } from '#libs/kernel';
import { readConfig, Shutdown } from '#libs/runtime';
import { startApi } from '../../../api/src/start-api.js';
import { startWorker } from '../../../worker/src/start-worker.js';
import { bootstrap } from '../bootstrap.js';
import { openDesk, settingsOf } from '../open-desk.js';

export interface DemoDesk {
  readonly address: string;
  readonly adminKey: string;
  stop(): Promise<void>;
}

/** A whole Claimdesk of the demo's own: embedded PostgreSQL in a temporary folder, gone when the demo ends. */
export async function startDemoDesk(): Promise<DemoDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-demo-'));
  const adminKey = makeKey(newId());
  const config = readConfig({
    PORT: '0',
    CLAIMDESK_DATA_DIR: folder,
    CLAIMDESK_BOOTSTRAP_KEY: adminKey,
    // The demo's receiver listens on this machine; no webhook of a real installation reaches such an address.
    CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
    LOG_LEVEL: 'warn',
  });
  const settings = settingsOf(config);
  const shutdown = new Shutdown(settings.log);
  shutdown.add('demo folder', () => rmSync(folder, { recursive: true, force: true }));
  shutdown.onSignals();
  try {
    const desk = await openDesk(settings, shutdown, { migrate: true });
    await bootstrap(desk);
    const worker = await startWorker(settings, desk.masterKey, desk.database);
    shutdown.add('worker', () => worker.stop());
    const api = await startApi(desk);
    shutdown.add('API', () => api.stop());
    return { address: api.address, adminKey, stop: () => shutdown.run() };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}
