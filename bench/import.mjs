// Imports claims as NDJSON and says what it cost. docs/performance.md says how to read it.
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openLaboratory } from './laboratory.mjs';
import { hire } from './newsroom.mjs';
import { processorTime, residentMegabytes } from './processor-time.mjs';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const rows = Number(values.rows);

const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const service = await laboratory.start('start');
const { keys } = await hire(service.address, laboratory.adminKey);
const { postmaster } = laboratory.database();
const headers = { authorization: `Bearer ${keys[0]}` };

async function call(method, path, type, body) {
  const stream = body instanceof Readable ? { body: Readable.toWeb(body), duplex: 'half' } : { body };
  const answer = await fetch(`${service.address}/v1${path}`, {
    method,
    headers: type ? { ...headers, 'content-type': type } : headers,
    ...(body === undefined ? {} : stream),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const row = (n) => ({
  externalId: `row-${n}`,
  statement: `Claim ${n}: the region spent ${n % 977} million on roads, bridges and schools, more than in any year before.`,
  kind: 'quantity',
  language: 'en',
  quantity: { comparator: 'exactly', low: `${(n % 977) + 1}000000`, unit: 'EUR', asOf: '2025' },
  claimant: { kind: 'person', name: `Claimant ${n % 500}` },
  mode: 'stated',
  saidOn: '2025-05-06',
  appearance: { medium: 'television', time: '2025-05-06', excerpt: `In the evening news, minute ${n % 60}.` },
});
function* lines() {
  for (let n = 0; n < rows; n += 1) yield `${JSON.stringify(row(n))}\n`;
}

const idle = residentMegabytes(service.pid);
const wanted = await call('POST', '/imports', 'application/json', JSON.stringify({ kind: 'claims', source: 'bench' }));
const before = processorTime({ server: service.pid, postmaster });
const began = performance.now();
await call('PUT', `/imports/${wanted.id}/content`, 'application/x-ndjson', Readable.from(lines()));
const sent = performance.now();
let most = 0;
let state;
do {
  await pause(200);
  most = Math.max(most, residentMegabytes(service.pid));
  state = await call('GET', `/imports/${wanted.id}`);
} while (state.status !== 'done' && state.status !== 'failed');
const ended = performance.now();
const after = processorTime({ server: service.pid, postmaster });
const cost = { server: after.server - before.server, postgres: after.postgres - before.postgres };
const perRow = (ms) => `${(ms / rows).toFixed(3)} ms`;
process.stdout.write(
  [
    `${state.rows.added} of ${rows} rows in ${((ended - began) / 1_000).toFixed(1)} s (received in ${((sent - began) / 1_000).toFixed(1)} s)`,
    `CPU a row: server ${perRow(cost.server)}, PostgreSQL ${perRow(cost.postgres)}`,
    `all together over what PostgreSQL alone takes for the same statements: ${((cost.server + cost.postgres) / cost.postgres).toFixed(2)} ×`,
    `resident memory: ${idle} MB before, ${most} MB at most`,
    '',
  ].join('\n'),
);
process.exit(state.rows.added === rows ? 0 : 1);
