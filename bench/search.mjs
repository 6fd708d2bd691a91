// Searches published checks as Google's API does, beside a bare server with the same statements. docs/performance.md says how to read it.
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import { startChild } from './child.mjs';
import { reportRounds, table } from './figures.mjs';
import { openLaboratory } from './laboratory.mjs';
import { measureRounds } from './rounds.mjs';
import { seedPublished } from './search/seed-published.mjs';

const { values } = parseArgs({
  options: {
    claims: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '32' },
  },
});
const claims = Number(values.claims);
const say = (text) => process.stdout.write(`${text}\n`);

const search = (parameters) => `/v1alpha1/claims:search?${new URLSearchParams({ pageSize: '20', ...parameters })}`;
const numbers = (from, count, step) => Array.from({ length: count }, (_, n) => from + n * step);
/** Words by how many of 100,000 checks have them; "government" stands in all. */
const paths = {
  'a rare word (some 300)': numbers(3_000, 50, 7).map((n) => search({ query: `term${n}` })),
  'a common word (some 2,000)': numbers(60, 50, 2).map((n) => search({ query: `term${n}` })),
  'a word in a third': numbers(1, 2, 1).map((n) => search({ query: `term${n}` })),
  'a word in all': [search({ query: 'government' }), search({ query: 'said' })],
  'two words, one in all': numbers(60, 50, 2).map((n) => search({ query: `government term${n}` })),
  'a rare word in one language': numbers(3_000, 50, 7).map((n) => search({ query: `term${n}`, languageCode: 'de' })),
};

const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const service = await laboratory.start('start', { CLAIMDESK_RATE_PER_ADDRESS: '0' });
const { organization } = laboratory;
const { postmaster, ownerUrl, appUrl } = laboratory.database();
await seedPublished({ ownerUrl, claims, organization });

const bare = startChild('search/bare-search.mjs');
bare.send({ appUrl });
const { port } = await bare.next('listening');
const servers = {
  ours: { pid: service.pid, address: service.address, postmaster, order: { keys: [''] }, paths },
  bare: { pid: bare.pid, address: `http://127.0.0.1:${port}`, postmaster, order: { keys: [''] }, paths },
};
for (const path of Object.values(paths).map(([first]) => first)) await demandSame(path);

const load = startChild('load.mjs');
const options = {
  workloads: Object.keys(paths),
  connections: Number(values.connections),
  rounds: Number(values.rounds),
  warmUp: 0.5,
  seconds: 2,
};
say(
  `${claims} published checks, top 20; ${options.connections} connections; ${options.rounds} rounds of ${options.seconds} s\n`,
);
const results = await measureRounds({ load, servers, options });
say(table(results));
reportRounds('search for ', results, () => ({ processor: 1.5, rate: 1.3 }));
load.stop();
bare.stop();
await service.stop();
process.exit(0);

/** Both find the same checks, in the same order. */
async function demandSame(path) {
  const [one, other] = await Promise.all(
    Object.values(servers).map(async ({ address }) => (await (await fetch(`${address}${path}`)).json()).claims),
  );
  const shown = (all) => JSON.stringify(all?.map(({ text }) => text));
  if (!one?.length || shown(one) !== shown(other)) throw new Error(`${path}: the two servers answer differently`);
}
