// Measures the service against a hand-written server doing the same SQL, in one run. docs/performance.md says how to read it.
import pg from 'pg';
import { startChild } from './child.mjs';
import { reportRounds, table } from './figures.mjs';
import { openLaboratory } from './laboratory.mjs';
import { hire, registerClaimants, submissions } from './newsroom.mjs';
import { readOptions } from './options.mjs';
import { readPlans, readsWholeTables } from './plans.mjs';
import { residentMegabytes } from './processor-time.mjs';
import { report } from './report.mjs';
import { measureRounds } from './rounds.mjs';
import { seed } from './seed.mjs';

const options = readOptions();
const say = (text) => process.stdout.write(`${text}\n`);
const laboratory = openLaboratory();
process.on('exit', laboratory.close);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

/** What the bare server must know to write the same rows. */
async function facts(appUrl, organization, { member, article }) {
  const client = new pg.Client({ connectionString: appUrl, options: `-c claimdesk.organization=${organization}` });
  await client.connect();
  const claimants = await client.query(`select name, id from claimant where name not like 'Claimant number %'`);
  const { rows } = await client.query('select revision_id from article where id = $1', [article]);
  await client.end();
  const ids = Object.fromEntries(claimants.rows.map(({ name, id }) => [name, id]));
  return { appUrl, organization, member, article, revision: rows[0].revision_id, claimants: ids };
}

// The first start makes the database; the second is the one that people wait for.
const first = await laboratory.start('start');
const people = await hire(first.address, laboratory.adminKey);
const bodies = submissions(people.article);
await registerClaimants(first.address, people.keys[0], bodies);
await first.stop();
const second = await laboratory.start('start');
await new Promise((resolve) => setTimeout(resolve, 2_000));
const secondsToReady = second.millisecondsToReady / 1_000;
report({ work: 'second start to ready', figure: secondsToReady, unit: ' s', most: 1.5 });
const idle = residentMegabytes(second.pid);
report({ work: 'idle memory without PostgreSQL', figure: idle, unit: ' MB', most: 150 });
say(`second start to ready: ${secondsToReady.toFixed(2)} s (PostgreSQL, API and worker)`);
say(`idle memory of API and worker in one process: ${idle} MB`);
await second.stop();

const service = await laboratory.start('api');
say(`idle memory of the API alone: ${residentMegabytes(service.pid)} MB`);
const { organization } = laboratory;
const { postmaster, ownerUrl, appUrl } = laboratory.database();
const chosen = await seed({ ownerUrl, claims: options.claims, organization, ...people });
say(
  `${options.claims} claims, ${options.claims * 3} citations; ${options.connections} connections; ${options.rounds} rounds of ${options.seconds} s\n`,
);

const bare = startChild('bare-server.mjs');
bare.send(await facts(appUrl, organization, people));
const { port } = await bare.next('listening');
const load = startChild('load.mjs');
const order = { ...chosen, keys: people.keys, members: people.members, desk: service.address };
const asked = { postmaster, order: { ...order, bodies: bodies.map((body) => JSON.stringify(body)) } };
const results = await measureRounds({
  load,
  servers: {
    ours: { ...service, ...asked },
    bare: { pid: bare.pid, address: `http://127.0.0.1:${port}`, ...asked },
  },
  options,
});
say(table(results));
reportRounds('request: ', results);
const plans = await readPlans({ appUrl, organization });
for (const [name, plan] of Object.entries(plans)) {
  const whole = readsWholeTables(plan);
  say(`\nplan of ${name}${whole.length > 0 ? ` (reads whole: ${whole.join(', ')})` : ''}:\n${plan}`);
}
const loaded = residentMegabytes(service.pid);
report({ work: 'memory of the API after the load', figure: loaded, unit: ' MB' });
say(`\nmemory of the API after the load: ${loaded} MB`);
load.stop();
bare.stop();
await service.stop();
process.exit(0);
