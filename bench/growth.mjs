// Measures the same reads on a small desk and on a large one, in one run. docs/performance.md says how to read it.
import fs from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { startChild } from './child.mjs';
import { median } from './figures.mjs';
import { growthPlans, plansAsMarkdown } from './growth/plans.mjs';
import { seedDesk } from './growth/seed.mjs';
import { growthTable, reportGrowth } from './growth/table.mjs';
import { demandTruth, timesOf, workloadsOf } from './growth/workloads.mjs';
import { openLaboratory } from './laboratory.mjs';
import { hire, registerClaimants, submissions } from './newsroom.mjs';
import { measureRounds } from './rounds.mjs';

const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '10000' },
    large: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '7' },
    only: { type: 'string', default: '' },
  },
});
const bytesPerClaim = 45_000;
const say = (text) => process.stdout.write(`${text}\n`);
const opened = [];
process.on('exit', () => opened.forEach((laboratory) => laboratory.close()));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const disk = fs.statfsSync(os.tmpdir());
const [free, needed] = [disk.bavail * disk.bsize, (Number(values.large) + Number(values.small)) * bytesPerClaim];
if (free < needed) {
  say(`${os.tmpdir()} has ${Math.round(free / 1e9)} GB free; this takes ${Math.round(needed / 1e9)} GB. Use --large.`);
  process.exit(1);
}

async function openDesk(claims) {
  const laboratory = openLaboratory();
  opened.push(laboratory);
  const whole = await laboratory.start('start');
  const people = await hire(whole.address, laboratory.adminKey, ['researcher', 'reviewer', 'editor']);
  const bodies = submissions(people.article);
  await registerClaimants(whole.address, people.keys[0], bodies);
  // The worker's sequencer is awake at once; what it has not got to by then would stand in the middle of the log.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await whole.stop();
  const service = await laboratory.start('api');
  const { postmaster, ownerUrl, appUrl } = laboratory.database();
  const began = performance.now();
  const samples = await seedDesk({ ...people, ownerUrl, claims, organization: laboratory.organization });
  const seconds = Math.round((performance.now() - began) / 1_000);
  say(`${claims} claims, ${samples.events} events: made in ${seconds} s, ${(samples.bytes / 1e9).toFixed(1)} GB`);
  const desk = { ...service, keys: people.keys };
  await demandTruth(desk, samples);
  const paths = await workloadsOf(desk, { ...samples, ...people });
  // One key: a cursor into somebody's own queue is theirs alone.
  const order = { keys: people.keys.slice(0, 1), bodies: bodies.map((body) => JSON.stringify(body)) };
  const [{ id: claim, index, at: time }] = samples.long;
  const example = { appUrl, organization: laboratory.organization, member: people.member, claim, index, time };
  return { ...desk, postmaster, paths, order, example };
}

const servers = { small: await openDesk(Number(values.small)), large: await openDesk(Number(values.large)) };
const load = startChild('load.mjs');
const only = values.only.split(',').filter(Boolean);
const chosen = (name) => only.length === 0 || only.some((part) => name.includes(part));
const options = { rounds: Number(values.rounds), warmUp: 0.3, seconds: 1, connections: 2 };
const workloads = Object.keys(servers.small.paths).filter(chosen);
const results = await measureRounds({ load, servers, options: { ...options, workloads } });
// Afterwards, because it lets the desks grow.
if (chosen('create'))
  Object.assign(results, await measureRounds({ load, servers, options: { ...options, workloads: ['create'] } }));
say(`\n${growthTable(results)}\n`);
reportGrowth(results, [values.small, values.large]);
if (chosen('stages of a period')) {
  for (const days of [1, 7, 30]) {
    const to = new Date(Date.now() - 30 * 86_400_000);
    const period = `from=${new Date(to - days * 86_400_000).toISOString()}&to=${to.toISOString()}`;
    const times = { small: 0, large: 0 };
    for (const name of Object.keys(times)) times[name] = median(await timesOf(servers[name], `/stages?${period}`, 3));
    say(`stages of ${days} days: ${times.small.toFixed(0)} ms → ${times.large.toFixed(0)} ms`);
  }
}
say(`\n${plansAsMarkdown(await growthPlans(servers.large.example))}`);
process.exit(0);
