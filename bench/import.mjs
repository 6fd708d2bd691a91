// Imports claims as NDJSON and says what it cost, beside a bare client that sends the same statements to the same empty
// desk. docs/performance.md says how to read it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openImport } from './import/newsroom.mjs';
import { processorTime, residentMegabytes } from './processor-time.mjs';

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

async function ours() {
  const { service, run, database, close } = await open();
  const pids = { server: service.pid, postmaster: database().postmaster };
  const idle = residentMegabytes(service.pid);
  const before = processorTime(pids);
  const { began, sent, ended, most, added } = await run(rows);
  const after = processorTime(pids);
  const cost = { server: after.server - before.server, postgres: after.postgres - before.postgres };
  close();
  say(
    `Claimdesk: ${added} of ${rows} rows in ${((ended - began) / 1_000).toFixed(1)} s (received in ${((sent - began) / 1_000).toFixed(1)} s)`,
    `  CPU a row: server ${perRow(cost.server)}, PostgreSQL ${perRow(cost.postgres)}; sequencing and signing of its events included`,
    `  resident memory: ${idle} MB before, ${most} MB at most`,
  );
  return { seconds: (ended - began) / 1_000, cpu: cost.server + cost.postgres };
}

/** The same statements with the same values, of a desk that is imported into once more, sent by a client that does nothing else. */
async function bare() {
  const file = path.join(scratch, 'statements');
  const { service, run, database, organization, close } = await open({
    NODE_OPTIONS: `--require ${path.join(import.meta.dirname, 'import', 'record-statements.cjs')}`,
    RECORD_STATEMENTS: file,
  });
  const { ownerUrl, appUrl, postmaster } = database();
  await copyOfEmptyDesk(ownerUrl);
  await run(rows);
  const appOfCopy = new URL(appUrl);
  appOfCopy.pathname = '/bare';
  const before = processorTime({ server: service.pid, postmaster });
  const client = spawn(
    process.execPath,
    [path.join(import.meta.dirname, 'import', 'repeat-statements.mjs'), file, appOfCopy.href, organization],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  client.stdout.on('data', (chunk) => (said += chunk));
  const [code] = await once(client, 'exit');
  if (code !== 0) throw new Error('the statements could not be repeated');
  const after = processorTime({ server: service.pid, postmaster });
  const { seconds, cpu, transactions } = JSON.parse(said);
  const postgres = after.postgres - before.postgres;
  close();
  say(
    `bare client: the same statements (${transactions} transactions) in ${seconds.toFixed(1)} s`,
    `  CPU a row: client ${perRow(cpu)}, PostgreSQL ${perRow(postgres)}; nothing is sequenced or signed`,
  );
  return { seconds, cpu: cpu + postgres };
}

/** As a template it may have no other connection; the service comes back by itself. */
async function copyOfEmptyDesk(ownerUrl) {
  const address = new URL(ownerUrl);
  address.pathname = '/postgres';
  const owner = new pg.Client({ connectionString: address.href });
  await owner.connect();
  await owner.query('alter database claimdesk allow_connections false');
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'claimdesk'`);
  await owner.query('create database bare template claimdesk');
  await owner.query('alter database bare allow_connections true');
  await owner.query('alter database claimdesk allow_connections true');
  await owner.end();
}

const ourCost = await ours();
const bareCost = await bare();
say(
  `Claimdesk over the bare client: time ${(ourCost.seconds / bareCost.seconds).toFixed(2)} ×, CPU ${(ourCost.cpu / bareCost.cpu).toFixed(2)} ×`,
);
process.exit(0);
