// What row-level security costs a read: the same statements on the same connection, with the fence and without it.
import fs from 'node:fs';
import pg from 'pg';
import { getText, listByStatusText } from './bare-statements.mjs';
import { median } from './figures.mjs';
import { openLaboratory } from './laboratory.mjs';
import { report } from './report.mjs';
import { hire, registerClaimants, submissions } from './newsroom.mjs';
import { seed } from './seed.mjs';

const claims = 20_000;
const rounds = 9;
const perRound = 4_000;
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const service = await laboratory.start('start');
const people = await hire(service.address, laboratory.adminKey);
await registerClaimants(service.address, people.keys[0], submissions(people.article));
await service.stop();
const held = await laboratory.start('api'); // the embedded PostgreSQL lives as long as this
const { ownerUrl, appUrl } = laboratory.database();
const { organization } = laboratory;
const { ids } = await seed({ ...people, ownerUrl, claims, organization });

const owner = new pg.Client({ connectionString: ownerUrl });
const app = new pg.Client({ connectionString: appUrl });
await owner.connect();
await app.connect();
await app.query(`select set_config('claimdesk.organization', $1, false)`, [organization]);
const { rows: tables } = await owner.query(
  `select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace`,
);
const fence = async (how) => {
  for (const { relname } of tables) await owner.query(`alter table ${relname} ${how} row level security`);
};

/** Processor time of the connection's own backend, in ms. */
function processorTime() {
  const fields = fs.readFileSync(`/proc/${app.processID}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function round(workload) {
  const texts = {
    get: (n) => ({ name: 'get', text: getText, values: [organization, ids[n % ids.length]] }),
    list: () => ({ name: 'list', text: listByStatusText, values: [organization, lastId, 51, 'checking'] }),
  };
  const times = workload === 'get' ? perRound : perRound / 10;
  for (let n = 0; n < 200; n += 1) await app.query(texts[workload](n));
  const before = processorTime();
  for (let n = 0; n < times; n += 1) await app.query(texts[workload](n));
  return (processorTime() - before) / times;
}

for (const workload of ['get', 'list']) {
  const cost = { enable: [], disable: [] };
  for (let n = 0; n < rounds; n += 1) {
    for (const how of n % 2 ? ['enable', 'disable'] : ['disable', 'enable']) {
      await fence(how);
      cost[how].push(await round(workload));
    }
  }
  const ratios = cost.enable.map((ms, n) => ms / cost.disable[n]);
  process.stdout.write(
    `${workload}: ${median(cost.enable).toFixed(3)} ms of PostgreSQL with the fence, ${median(cost.disable).toFixed(3)} without; ` +
      `× ${median(ratios).toFixed(2)} [${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)}]\n`,
  );
  report({
    work: `row-level security of ${workload}, CPU of PostgreSQL`,
    figure: median(ratios),
    unit: ' ×',
    beside: 'without it',
  });
}
await app.end();
await owner.end();
await held.stop();
process.exit(0);
