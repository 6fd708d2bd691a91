// How many deliveries a second, every attempt logged, and how long after the commit the first byte arrives; beside a bare sender and a
// graphile-worker: npm run bench:deliveries. `--deliveries 1000000` watches memory and tables instead. docs/performance.md tells more.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { startChild } from './child.mjs';
import { bareSender, claimdesk, graphileSender, until } from './deliveries/contestants.mjs';
import { watchMemory } from './deliveries/memory.mjs';
import { makeEvent, record } from './events.mjs';
import { median } from './figures.mjs';
import { openLaboratory } from './laboratory.mjs';
import { processorTime } from './processor-time.mjs';
import { report } from './report.mjs';
import { shuffled } from './rounds.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '15' },
    only: { type: 'string' },
    deliveries: { type: 'string' },
  },
});
const [count, rounds, seconds] = [values.count, values.rounds, values.seconds].map(Number);
const say = (text) => process.stdout.write(`${text}\n`);

const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const service = await laboratory.start('start', {
  CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
  ...(values.deliveries === undefined ? {} : { CLAIMDESK_WEBHOOK_HOT_MINUTES: '1' }),
});
const { organization, adminKey } = laboratory;
const { postmaster, ownerUrl } = laboratory.database();
const pool = new pg.Pool({ connectionString: ownerUrl, max: 12 });
pool.on('error', () => undefined);
const receiver = startChild('deliveries/receiver.mjs');
const url = `http://127.0.0.1:${(await receiver.next('ready')).port}/hook`;
const asked = async (ask, event = ask) => {
  receiver.send({ ask });
  return receiver.next(event);
};
const arrivedSoFar = async () => (await asked('count')).count;
const ours = claimdesk({ service, adminKey, pool, url });
const sized = async () => {
  const text = 'select size::int from ledger_head where organization_id = $1';
  return (await pool.query(text, [organization])).rows[0].size;
};
const publish = async (number) => {
  const events = Array.from({ length: number }, () => makeEvent(organization, 'verdict.published'));
  for (let place = 0; place < number; place += 500) await record(pool, organization, events.slice(place, place + 500));
  return events;
};

if (values.deliveries === undefined) await compare();
else await watchMemory({ ours, service, pool, publish, arrivedSoFar, deliveries: Number(values.deliveries), say });
receiver.stop();
process.exit(0);

async function compare() {
  const before = await sized();
  const events = await publish(count);
  await until(async () => (await sized()) >= before + count);
  await ours.send(events, () => until(async () => (await arrivedSoFar()) >= count)); // warm, and a body for the others
  const { sample } = await asked('count');
  await pool.query(`create table bench_attempt (id uuid primary key, event uuid not null, started_at timestamptz not null, status int not null, timing jsonb not null);
    create index on bench_attempt (event)`);
  const databaseUrl = ownerUrl;
  const makers = {
    Claimdesk: () => ours,
    bare: () => bareSender({ url, sample }),
    'graphile-worker': () => graphileSender({ databaseUrl, pool, url, local: false }),
    'graphile-worker, local queue': () => graphileSender({ databaseUrl, pool, url, local: true }),
  };
  const names = values.only?.split(';') ?? Object.keys(makers);
  const found = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of shuffled(names)) found[name].push(await measure(makers[name], events));
  tell(found);
  for (const rate of [200, 1_000]) {
    const endpoint = await ours.open();
    await latency('Claimdesk', rate, (event) => record(pool, organization, [event]));
    await ours.close(endpoint);
  }
  const other = await makers['graphile-worker']();
  await latency('graphile-worker', 200, (event) => other.commit(event, organization));
  other.stop();
}

/** One sender, warm, with nobody else at work. */
async function measure(make, events) {
  const sender = await make();
  const send = async (which) => {
    const from = await arrivedSoFar();
    return sender.send(which, () => until(async () => (await arrivedSoFar()) >= from + which.length));
  };
  if (sender !== ours) await send(events.slice(0, Math.min(500, events.length)));
  const before = processorTime({ server: sender.pid, postmaster });
  const took = await send(events);
  const after = processorTime({ server: sender.pid, postmaster });
  sender.stop?.();
  return {
    rate: events.length / took,
    own: (after.server - before.server) / events.length,
    postgres: sender.withoutDatabase ? 0 : (after.postgres - before.postgres) / events.length,
  };
}

function tell(found) {
  say(`${count} deliveries, medians of ${rounds} rounds\n`);
  say('| sender | deliveries/s (lowest and highest round) | CPU ms each (own + PostgreSQL) | × CPU of bare |');
  say('| --- | --- | --- | --- |');
  const cpu = ({ own, postgres }) => own + postgres;
  const of = (name, field) => median(found[name].map(field));
  for (const [name, all] of Object.entries(found)) {
    const rates = all.map(({ rate }) => rate);
    const ratio = median(all.map((one, round) => cpu(one) / cpu(found.bare[round])));
    const range = `${median(rates).toFixed(0)} [${Math.min(...rates).toFixed(0)}..${Math.max(...rates).toFixed(0)}]`;
    const spent = `${of(name, cpu).toFixed(3)} (${of(name, (one) => one.own).toFixed(3)} + ${of(name, (one) => one.postgres).toFixed(3)})`;
    say(`| ${name} | ${range} | ${spent} | ${ratio.toFixed(2)} |`);
    if (name !== 'Claimdesk') continue;
    report({ work: 'deliveries, every attempt logged', figure: median(rates), unit: '/s', least: 4_000 });
    report({ work: 'deliveries, CPU', figure: ratio, unit: ' ×', beside: 'bare sender without a database' });
    const others = median(all.map((one, round) => cpu(one) / cpu(found['graphile-worker, local queue'][round])));
    report({ work: 'deliveries, CPU', figure: others, unit: ' ×', beside: 'graphile-worker, local queue', most: 1 });
  }
  say('');
}

/** From the commit's answer to the first byte at the receiver, in an open loop; never below 0. */
async function latency(name, rate, commit) {
  for (let number = 0; number < 50; number += 1) await commit(makeEvent(organization, 'verdict.published')); // warm
  await pause(2_000);
  await asked('watch', 'watching');
  const before = await arrivedSoFar();
  const committed = new Map();
  const pending = new Set();
  const began = performance.now();
  for (let number = 0; number < rate * seconds; number += 1) {
    const wait = began + (number * 1_000) / rate - performance.now();
    if (wait > 0) await pause(wait);
    const event = makeEvent(organization, 'verdict.published');
    const one = commit(event).then((at) => committed.set(event.id, at));
    pending.add(one);
    void one.finally(() => pending.delete(one));
  }
  await Promise.all(pending);
  const took = (performance.now() - began) / 1_000;
  const patience = performance.now() + 120_000;
  await until(async () => (await arrivedSoFar()) >= before + committed.size || performance.now() > patience);
  const { arrivals } = await asked('arrivals');
  const waits = arrivals.flatMap(([id, at]) => (committed.has(id) ? [Math.max(0, at - committed.get(id))] : []));
  if (waits.length !== committed.size) throw new Error(`${waits.length} of ${committed.size} events arrived`);
  waits.sort((a, b) => a - b);
  const [middle, p99, longest] = [0.5, 0.99, 1].map(
    (part) => waits[Math.min(waits.length - 1, Math.floor(waits.length * part))],
  );
  say(
    `${name}, commit → first byte at ${(waits.length / took).toFixed(0)}/s: median ${middle.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
  );
  if (name !== 'Claimdesk') return;
  report({
    work: `commit → first byte at the receiver at ${rate}/s, p99`,
    figure: p99,
    unit: ' ms',
    most: rate === 200 ? 50 : 250,
  });
}
