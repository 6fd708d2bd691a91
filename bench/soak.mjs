// An hour of a newsroom at work, and whether memory and connections stay where they are: npm run soak
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openLaboratory } from './laboratory.mjs';
import { residentMegabytes } from './processor-time.mjs';
import { report } from './report.mjs';
import { openReceiver } from './soak/receiver.mjs';
import { openNewsroom, publishOne, readOne, readReport } from './soak/newsroom-day.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    verdicts: { type: 'string', default: '1' }, // published a second
    reads: { type: 'string', default: '10' }, // a second
  },
});
const minutes = Number(values.minutes);
const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
const service = await laboratory.start('start', { CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8' });
const receiver = await openReceiver();
const newsroom = await openNewsroom(service.address, laboratory.adminKey);
const { items: types } = await newsroom.call(laboratory.adminKey, 'GET', '/event-types');
await newsroom.call(laboratory.adminKey, 'POST', '/webhook-endpoints', {
  url: receiver.url,
  eventTypes: types.map(({ type }) => type),
});
const claims = [await publishOne(newsroom, 0)];

const database = new pg.Client({ connectionString: laboratory.database().ownerUrl });
await database.connect();
const connections = async () =>
  (await database.query(`select count(*)::int as n from pg_stat_activity where backend_type = 'client backend'`))
    .rows[0].n;
const owed = async () =>
  (await database.query(`select count(*)::int as n from delivery where status = 'pending'`)).rows[0].n;

const until = performance.now() + minutes * 60_000;
const refused = [];
let done = 0;
/** `work` so often a second, as long as the soak lasts; what fails is told at the end. */
async function steadily(perSecond, work) {
  for (let number = 1, due = performance.now(); performance.now() < until; number += 1) {
    due += 1_000 / perSecond;
    await pause(Math.max(0, due - performance.now()));
    await work(number).then(
      () => (done += 1),
      (error) => refused.push(error.message),
    );
  }
}

const reports = [
  { kind: 'claims-register', format: 'csv' },
  { kind: 'transparency', format: 'pdf', period: { from: '2020-01-01T00:00:00Z', until: '2099-01-01T00:00:00Z' } },
  { kind: 'dossier', format: 'pdf', claim: claims[0] },
  { kind: 'claims-register', format: 'xlsx' },
];
const samples = [];
async function sample() {
  while (performance.now() < until) {
    const one = { memory: residentMegabytes(service.pid), connections: await connections(), owed: await owed() };
    samples.push(one);
    const minute = (samples.length / 2).toFixed(1);
    process.stdout.write(
      `${minute.padStart(5)} min: ${one.memory} MB, ${one.connections} connections, ${claims.length} published, ${receiver.requests} deliveries, ${one.owed} owed, ${refused.length} refused\n`,
    );
    await pause(30_000);
  }
}

await Promise.all([
  sample(),
  steadily(Number(values.verdicts), async (number) => claims.push(await publishOne(newsroom, number))),
  steadily(Number(values.reads) / 2, () => readOne(newsroom, claims)),
  steadily(Number(values.reads) / 2, () => readOne(newsroom, claims)),
  steadily(1 / 60, (number) => readReport(newsroom, reports[number % reports.length])),
]);
for (let tries = 0; (await owed()) > 0 && tries < 120; tries += 1) await pause(1_000);
// One that was refused twice running waits for minutes: it is owed, and not lost.
const { rows: owing } = await database.query(`select sequence::int from delivery where status = 'pending'`);
const left = new Set(owing.map(({ sequence }) => sequence));
await database.end();
await service.stop();
receiver.close();

const middle = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const quarter = (number) => samples.slice((samples.length * number) / 4, (samples.length * (number + 1)) / 4);
const memory = (number) => middle(quarter(number).map((one) => one.memory));
const grown = memory(3) - memory(1);
const most = Math.max(...samples.map((one) => one.connections));
const { highest, missing, twice } = receiver.verdict(left);
process.stdout.write(
  `${minutes} minutes, ${done} works, ${refused.length} refused: ${claims.length} verdicts published, ${highest + 1} events told, ${missing} missing, ${twice} told twice, ${left.size} owed\n` +
    `memory: ${memory(1)} MB in the second quarter, ${memory(3)} MB in the last; at most ${most} connections\n`,
);
for (const words of new Set(refused)) process.stdout.write(`refused: ${words}\n`);
report({
  work: `soak of ${minutes} minutes, memory from the second quarter to the last`,
  figure: grown,
  unit: ' MB',
  most: 16,
});
report({ work: `soak of ${minutes} minutes, events never told or told twice`, figure: missing + twice, most: 0 });
report({ work: `soak of ${minutes} minutes, connections`, figure: most });
process.exit(refused.length + missing + twice > 0 ? 1 : 0);
