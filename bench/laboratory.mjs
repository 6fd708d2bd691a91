import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';

const root = path.resolve(import.meta.dirname, '..');
const { makeKey } = createRequire(import.meta.url)('../dist/libs/identity/src/key-format.js');
const { newId } = createRequire(import.meta.url)('../dist/libs/kernel/src/id.js');

/** A data folder of this run's own, gone at the end, and the organization that the first start makes in it. */
export function openLaboratory() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-bench-'));
  const organization = newId();
  const adminKey = makeKey(organization);
  const running = new Set();
  const close = () => {
    for (const child of running) child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  };
  return {
    folder,
    organization,
    adminKey,
    /** `environment`: what the process gets besides. */
    start: (command, environment = {}) => start(command, { folder, adminKey, running, environment }),
    database: () => addresses(folder),
    close,
  };
}

/** Starts `claimdesk <command>` and waits until it welcomes requests. Times are from the start of the process. */
async function start(command, { folder, adminKey, running, environment }) {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'bin', 'claimdesk.cjs'), command], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: '0',
      LOG_LEVEL: 'warn',
      CLAIMDESK_DATA_DIR: folder,
      CLAIMDESK_BOOTSTRAP_KEY: adminKey,
      // Counted as in production, and never too much.
      CLAIMDESK_RATE_PER_KEY: '1000000000',
      CLAIMDESK_RATE_PER_ORGANIZATION: '1000000000',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const gone = new Promise((resolve) => child.once('exit', resolve)).then(() => running.delete(child));
  const address = await greeted(child, gone);
  const ready = await fetch(`${address}/readyz`);
  if (ready.status !== 200) throw new Error(`claimdesk ${command} says that it is not ready: ${await ready.text()}`);
  return {
    pid: child.pid,
    address,
    millisecondsToReady: performance.now() - began,
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const greeted = (child, gone) =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const address = /(http:\/\/[\w.:-]+)\/v1/.exec(said)?.[1];
      if (address) resolve(address);
    });
    void gone.then(() => reject(new Error(`the service ended before it was ready: ${said}`)));
  });

/** Where the embedded PostgreSQL of this folder listens now, for its owner and for the application's role. */
function addresses(folder) {
  const secrets = JSON.parse(fs.readFileSync(path.join(folder, 'secrets.json'), 'utf8'));
  const lines = fs.readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const url = (user, password) => `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${lines[3]}/claimdesk`;
  return {
    postmaster: Number(lines[0]),
    ownerUrl: url('claimdesk_owner', secrets.ownerPassword),
    appUrl: url('claimdesk_app', secrets.appPassword),
    masterKey: secrets.masterKey,
  };
}
