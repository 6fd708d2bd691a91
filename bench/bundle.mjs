// What an audit bundle of a whole large newsroom costs, from the database to the verdict, and what the doctor does:
// npm run bench:bundle [-- --entries 1000000]. One run each, with the peak of each process.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { plantTree } from './bundle/plant-tree.mjs';
import { seedDesk } from './growth/seed.mjs';
import { openLaboratory } from './laboratory.mjs';
import { hire, registerClaimants, submissions } from './newsroom.mjs';
import { report as tell } from './report.mjs';

const { values } = parseArgs({ options: { entries: { type: 'string', default: '100000' } } });
// Some ten events a claim.
const claims = Math.ceil(Number(values.entries) / 10);
const root = path.resolve(import.meta.dirname, '..');
const laboratory = openLaboratory();
const file = path.join(os.tmpdir(), `claimdesk-bench-${process.pid}.zip`);
process.on('exit', () => {
  laboratory.close();
  fs.rmSync(file, { force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const say = (text) => process.stdout.write(`${text}\n`);
const seconds = (since) => ((performance.now() - since) / 1_000).toFixed(1);
const authorization = `Bearer ${laboratory.adminKey}`;

/** The most memory that a process has held, in MB. */
const peak = (pid) =>
  Math.round(Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1_024);

let service = await laboratory.start('start');
const people = await hire(service.address, laboratory.adminKey, ['researcher', 'reviewer', 'editor']);
await registerClaimants(service.address, people.keys[0], submissions(people.article));
await pause(2_000);
await service.stop();

// The API alone: nobody sequences or signs while the log is filled.
service = await laboratory.start('api');
const { ownerUrl } = laboratory.database();
const { events, bytes } = await seedDesk({ ...people, ownerUrl, claims, organization: laboratory.organization });
await plantTree(ownerUrl, laboratory.organization);
say(`${claims} claims, ${events} events, ${(bytes / 1e9).toFixed(1)} GB; load ${os.loadavg()[0].toFixed(1)}`);
await service.stop();

service = await laboratory.start('start');
const api = async (method, route, body) => {
  const answer = await fetch(`${service.address}/v1${route}`, {
    method,
    headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${route}: ${answer.status} ${await answer.text()}`);
  return answer;
};
const signed = async () => Number((await (await api('GET', '/ledger/checkpoint')).text()).split('\n')[1]);
// One event more wakes sequencer and signer.
await api('POST', '/members', { name: 'Last of all', roles: ['auditor'] });
while ((await signed()) <= events) await pause(200);

const before = peak(service.pid);
const began = performance.now();
const { id } = await (await api('POST', '/reports', { kind: 'audit-bundle' })).json();
let report;
let shown = -1;
do {
  await pause(500);
  report = await (await api('GET', `/reports/${id}`)).json();
  const { done, total } = report.progress;
  const tenth = total ? Math.floor((10 * done) / total) : -1;
  if (tenth > shown) say(`  ${done} of ${total} after ${seconds(began)} s, done at ${report.eta ?? '?'}`);
  shown = Math.max(shown, tenth);
} while (['queued', 'running'].includes(report.status));
if (report.status !== 'done') throw new Error(`the bundle was not made: ${JSON.stringify(report)}`);
const made = seconds(began);
const most = peak(service.pid);
say(`made in ${made} s, ${Math.round(report.size / 1e6)} MB; the service held ${before} MB before, at most ${most} MB`);
const work = `audit bundle of a database of ${values.entries} entries`;
tell({ work: `${work}: making it`, figure: Number(made), unit: ' s' });
tell({ work: `${work}: making it, memory more than before`, figure: most - before, unit: ' MB' });

const fetched = performance.now();
const content = await api('GET', `/reports/${id}/content`);
await pipeline(Readable.fromWeb(content.body), fs.createWriteStream(file));
say(`downloaded in ${seconds(fetched)} s; the service held at most ${peak(service.pid)} MB`);
const { keys } = await (await api('GET', '/ledger/keys')).json();
await service.stop();

/** The last words, and how often each kind of finding came before them. The rows that the tables were filled with have no events. */
function summary(lines) {
  if (!lines[0]?.startsWith('{')) return lines.slice(-4);
  const kinds = {};
  for (const { kind, type } of lines.map((line) => JSON.parse(line)))
    if (kind) kinds[`${kind} ${type ?? ''}`] = (kinds[`${kind} ${type ?? ''}`] ?? 0) + 1;
  return [JSON.stringify(kinds), ...lines.slice(-2)];
}

/** Runs a program to its end; it tells its own peak when it ends. Gives its exit code, seconds and MB. */
function run(name, program, args, environment = {}) {
  const script = `process.on('exit', () => console.error('\\n' + process.resourceUsage().maxRSS)); require(${JSON.stringify(path.join(root, program))})`;
  const start = performance.now();
  const ended = spawnSync(process.execPath, ['-e', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { PATH: process.env.PATH, ...environment },
  });
  const took = seconds(start);
  const told = summary(ended.stdout.trim().split('\n'));
  const most = Math.round(Number(ended.stderr.trim().split('\n').at(-1)) / 1_024);
  say(`${name}: ${took} s, at most ${most} MB, exit code ${ended.status}\n  ${told.join('\n  ')}`);
  return { code: ended.status, took: Number(took), most };
}
const verdict = run('claimdesk-verify.cjs', 'dist/claimdesk-verify.cjs', [
  file,
  ...keys.flatMap((key) => ['--key', key]),
]);
if (verdict.code !== 0) throw new Error(`the bundle was refused with exit code ${verdict.code}`);
tell({ work: `${work}: verifying it`, figure: verdict.took, unit: ' s' });
tell({ work: `${work}: verifying it, memory`, figure: verdict.most, unit: ' MB' });
const folder = { CLAIMDESK_DATA_DIR: laboratory.folder };
for (const what of ['--ledger', '--replay'])
  run(`doctor ${what}`, 'bin/claimdesk.cjs', ['doctor', what, '--json'], folder);
process.exit(0);
