// How long an event waits for its index and for a signed checkpoint, at a steady rate of commits: npm run bench:ledger
// A whole `claimdesk start` does the sequencing; the events are written beside it as a verb writes them.
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { makeEvent, record } from './events.mjs';
import { openLaboratory } from './laboratory.mjs';
import { report } from './report.mjs';

const { values } = parseArgs({
  options: { rate: { type: 'string', default: '500' }, seconds: { type: 'string', default: '30' } },
});
const [rate, seconds] = [Number(values.rate), Number(values.seconds)];
const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
await laboratory.start('start');
const { ownerUrl } = laboratory.database();
const { organization } = laboratory;
const pool = new pg.Pool({ connectionString: ownerUrl, max: 12 });

const write = async () => {
  const event = makeEvent(organization, 'claim.submitted');
  await record(pool, organization, [event]);
  return { id: event.id, at: performance.now() };
};

const sizes = async (client) => {
  const { rows } = await client.query({
    name: 'sizes',
    text: `select h.size::int as indexed, (select max(size)::int from checkpoint c where c.organization_id = $1) as signed from ledger_head h where organization_id = $1`,
    values: [organization],
  });
  return rows[0];
};
let running = true;
const seen = [];
const watcher = (async () => {
  const client = await pool.connect();
  while (running) {
    seen.push({ ...(await sizes(client)), at: performance.now() });
    await pause(1);
  }
  client.release();
})();
const written = [];
const began = performance.now();
const pending = new Set();
for (let number = 0; number < rate * seconds; number += 1) {
  const due = began + (number * 1_000) / rate;
  const wait = due - performance.now();
  if (wait > 0) await pause(wait);
  const one = write().then((made) => written.push(made));
  pending.add(one);
  void one.finally(() => pending.delete(one));
}
await Promise.all(pending);
const took = (performance.now() - began) / 1_000;
await pause(3_000);
running = false;
await watcher;
const { rows } = await pool.query('select event_id, index::int from ledger_entry where organization_id = $1', [
  organization,
]);
const indexOf = new Map(rows.map((row) => [row.event_id, row.index]));
await pool.end();

/** From the commit's answer until a reader sees it, in ms; never below 0 where the reader was faster than the answer. */
const waits = (name) => {
  let place = 0;
  return [...written]
    .map((one) => ({ at: one.at, index: indexOf.get(one.id) }))
    .sort((a, b) => a.index - b.index)
    .map(({ at, index }) => {
      while (place < seen.length && !(seen[place][name] > index)) place += 1;
      if (place === seen.length) throw new Error(`event ${index} was never ${name}`);
      return Math.max(0, seen[place].at - at);
    })
    .sort((a, b) => a - b);
};
const share = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
process.stdout.write(`${written.length} events in ${took.toFixed(1)} s (${(written.length / took).toFixed(0)}/s)\n`);
for (const [name, words, most] of [
  ['indexed', 'event → index', 20],
  ['signed', 'event → signed checkpoint', 1_000],
]) {
  const sorted = waits(name);
  const [middle, p99, longest] = [0.5, 0.99, 1].map((part) => share(sorted, part));
  process.stdout.write(
    `${words}: median ${middle.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms\n`,
  );
  report({ work: `${words} at ${rate} events/s, p99`, figure: p99, unit: ' ms', most });
}
process.exit(0);
