// Imports claims as NDJSON and says what it cost, beside a bare client that sends the same statements to the same empty
// desk, once with a worker that gives its events their index and once without. docs/performance.md says how to read it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openImport } from './import/newsroom.mjs';
import { processorTime, residentMegabytes } from './processor-time.mjs';
import { report } from './report.mjs';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const rows = Number(values.rows);
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-import-'));
const opened = [];
process.on('exit', () => {
  for (const one of opened) one.close();
  fs.rmSync(scratch, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const open = async (environment) => {
  const made = await openImport(environment);
  opened.push(made);
  return made;
};
const perRow = (ms) => `${(ms / rows).toFixed(3)} ms`;
const say = (...parts) => process.stdout.write(`${parts.join('\n')}\n`);

/** Until every event has its index. */
async function sequenced(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  while ((await client.query('select from event_pending limit 1')).rowCount > 0) await pause(20);
  await client.end();
}

async function ours() {
  const { service, run, database, close } = await open();
  const { ownerUrl, postmaster } = database();
  const pids = { server: service.pid, postmaster };
  const idle = residentMegabytes(service.pid);
  const before = processorTime(pids);
  const { began, sent, ended, most, added } = await run(rows);
  await sequenced(ownerUrl);
  const after = processorTime(pids);
  const cost = { server: after.server - before.server, postgres: after.postgres - before.postgres };
  close();
  say(
    `Claimdesk: ${added} of ${rows} rows in ${((ended - began) / 1_000).toFixed(1)} s (received in ${((sent - began) / 1_000).toFixed(1)} s)`,
    `  CPU a row: server ${perRow(cost.server)}, PostgreSQL ${perRow(cost.postgres)}; sequencing and signing of its events included`,
    `  resident memory: ${idle} MB before, ${most} MB at most`,
  );
  report({ work: `import of ${rows} claims, memory`, figure: most - idle, unit: ' MB more' });
  return { seconds: (ended - began) / 1_000, cpu: cost.server + cost.postgres };
}

/** Runs the import once with its statements recorded. Then the same desk, still empty, can be given them again and again. */
async function recorded() {
  const file = path.join(scratch, 'statements');
  const { service, run, database, organization, close } = await open({
    NODE_OPTIONS: `--require ${path.join(import.meta.dirname, 'import', 'record-statements.cjs')}`,
    RECORD_STATEMENTS: file,
    LOG_LEVEL: 'fatal', // its connections are cut when its desk is copied
  });
  const { ownerUrl, appUrl, postmaster, masterKey } = database();
  for (const name of ['alone', 'with_worker']) await copyOfEmptyDesk(ownerUrl, name);
  await run(rows);
  await sequenced(ownerUrl);
  const urlOf = (name) => {
    const url = new URL(appUrl);
    url.pathname = `/${name}`;
    return url.href;
  };
  return { file, organization, masterKey, postmaster, server: service.pid, urlOf, close };
}

/** The same statements with the same values, sent by a client that does nothing else. */
async function bare({ file, organization, masterKey, postmaster, server, urlOf }, name) {
  const worker = name === 'with_worker' ? startWorker(urlOf(name), masterKey) : undefined;
  await worker?.ready;
  const pids = { server: worker?.pid ?? server, postmaster };
  const before = processorTime(pids);
  const client = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'import', 'repeat-statements.mjs'), file, urlOf(name), organization],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  client.stdout.on('data', (chunk) => (said += chunk));
  const [code] = await once(client, 'exit');
  if (code !== 0) throw new Error('the statements could not be repeated');
  if (worker) await sequenced(urlOf(name));
  const after = processorTime(pids);
  worker?.stop();
  const { seconds, cpu, transactions } = JSON.parse(said);
  const [postgres, sequencing] = [after.postgres - before.postgres, worker ? after.server - before.server : 0];
  say(
    `bare client${worker ? ', a worker beside it' : ''}: the same statements (${transactions} transactions) in ${seconds.toFixed(1)} s`,
    `  CPU a row: client ${perRow(cpu)}, ${worker ? `worker ${perRow(sequencing)}, ` : ''}PostgreSQL ${perRow(postgres)}; ${worker ? 'sequencing and signing included' : 'nothing is sequenced or signed'}`,
  );
  return { seconds, cpu: cpu + sequencing + postgres };
}

/** As a template it may have no other connection; the service comes back by itself. */
async function copyOfEmptyDesk(ownerUrl, name) {
  const address = new URL(ownerUrl);
  address.pathname = '/postgres';
  const owner = new pg.Client({ connectionString: address.href });
  await owner.connect();
  await owner.query('alter database claimdesk allow_connections false');
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'claimdesk'`);
  await owner.query(`create database ${name} template claimdesk`);
  await owner.query(`alter database ${name} allow_connections true`);
  await owner.query('alter database claimdesk allow_connections true');
  await owner.end();
}

function startWorker(url, masterKey) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'bin', 'claimdesk.cjs'), 'worker'], {
    env: { PATH: process.env.PATH, DATABASE_URL: url, CLAIMDESK_MASTER_KEY: masterKey, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => child.kill('SIGTERM');
  process.on('exit', stop);
  return { pid: child.pid, ready: once(child.stdout, 'data'), stop };
}

const ourCost = await ours();
const recording = await recorded();
for (const [name, beside] of [
  ['alone', 'the same SQL; nothing sequenced'],
  ['with_worker', 'the same SQL and a worker'],
]) {
  const cost = await bare(recording, name);
  const [time, cpu] = [ourCost.seconds / cost.seconds, ourCost.cpu / cost.cpu];
  say(`Claimdesk over it: time ${time.toFixed(2)} ×, CPU ${cpu.toFixed(2)} ×`);
  const work = `import of ${rows} claims`;
  report({ work: `${work}, time`, figure: time, unit: ' ×', beside, most: 1.3 });
  report({ work: `${work}, CPU`, figure: cpu, unit: ' ×', beside });
}
recording.close();
process.exit(0);
