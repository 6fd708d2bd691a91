// Exports all claims over HTTP and beside it by a bare COPY, in one run. docs/performance.md says how to read it.
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { startChild } from './child.mjs';
import { median } from './figures.mjs';
import { openLaboratory } from './laboratory.mjs';
import { hire } from './newsroom.mjs';
import { processorTime, residentMegabytes } from './processor-time.mjs';
import { report } from './report.mjs';
import { shuffled } from './rounds.mjs';
import { seed } from './seed.mjs';

const { values } = parseArgs({
  options: { claims: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '5' } },
});
const [claims, rounds] = [Number(values.claims), Number(values.rounds)];
const say = (text) => process.stdout.write(`${text}\n`);

const laboratory = openLaboratory();
process.on('exit', () => laboratory.close());
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const service = await laboratory.start('start');
const people = await hire(service.address, laboratory.adminKey);
const { organization } = laboratory;
const { postmaster, ownerUrl, appUrl } = laboratory.database();
await seed({ ownerUrl, claims, organization, ...people });

const bare = startChild('bare-copy.mjs');
bare.send({ appUrl, organization });
await bare.next('ready');

async function overHttp(format) {
  const answer = await fetch(`${service.address}/v1/claims/export.${format}`, {
    headers: { authorization: `Bearer ${people.keys[0]}` },
  });
  if (!answer.ok) throw new Error(`export.${format}: ${answer.status} ${await answer.text()}`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}
async function byCopy(format) {
  bare.send({ format });
  return (await bare.next('copied')).bytes;
}
const contestants = { Claimdesk: [overHttp, service.pid], 'bare COPY': [byCopy, bare.pid] };

async function measure(name, format) {
  const [run, pid] = contestants[name];
  const before = residentMegabytes(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), 20);
  const from = processorTime({ server: pid, postmaster });
  const began = performance.now();
  const bytes = await run(format);
  const seconds = (performance.now() - began) / 1_000;
  const to = processorTime({ server: pid, postmaster });
  clearInterval(watch);
  return { bytes, seconds, own: to.server - from.server, postgres: to.postgres - from.postgres, before, most };
}

const works = Object.keys(contestants).flatMap((name) => ['csv', 'ndjson'].map((format) => ({ name, format })));
const found = new Map(works.map(({ name, format }) => [`${name} ${format}`, []]));
for (const { name, format } of works) await measure(name, format); // warm
for (let round = 0; round < rounds; round += 1)
  for (const { name, format } of shuffled(works)) found.get(`${name} ${format}`).push(await measure(name, format));

say(`${claims} claims, medians of ${rounds} rounds\n`);
say(
  '| export | by | MB | seconds | × seconds (lowest and highest round) | CPU s (own + PostgreSQL) | × CPU | memory before and at most, MB |',
);
say('| --- | --- | --- | --- | --- | --- | --- | --- |');
const of = (all, field) => median(all.map(field));
for (const format of ['csv', 'ndjson']) {
  const base = found.get(`bare COPY ${format}`);
  for (const name of Object.keys(contestants)) {
    const all = found.get(`${name} ${format}`);
    if (all.some(({ bytes }) => bytes !== base[0].bytes)) throw new Error(`${name} sent other bytes as ${format}`);
    const ratios = all.map(({ seconds }, round) => seconds / base[round].seconds);
    const cpu = ({ own, postgres }) => (own + postgres) / 1_000;
    const ratio = `${median(ratios).toFixed(2)} [${Math.min(...ratios).toFixed(2)}..${Math.max(...ratios).toFixed(2)}]`;
    const spent = `${of(all, cpu).toFixed(2)} (${(of(all, (one) => one.own) / 1_000).toFixed(2)} + ${(of(all, (one) => one.postgres) / 1_000).toFixed(2)})`;
    if (name === 'Claimdesk') {
      const work = `export of ${claims} claims as ${format}`;
      report({ work: `${work}, time`, figure: median(ratios), unit: ' ×', beside: 'bare COPY', most: 1.15 });
      report({
        work: `${work}, CPU`,
        figure: of(all, cpu) / of(base, cpu),
        unit: ' ×',
        beside: 'bare COPY',
        most: 1.15,
      });
      const grown = Math.max(...all.map((one) => one.most)) - Math.min(...all.map((one) => one.before));
      report({ work: `${work}, memory`, figure: grown, unit: ' MB more', most: 64 });
    }
    const memory = `${Math.min(...all.map((one) => one.before))} → ${Math.max(...all.map((one) => one.most))}`;
    say(
      `| ${format} | ${name} | ${(base[0].bytes / 1e6).toFixed(0)} | ${of(all, (one) => one.seconds).toFixed(2)} | ${ratio} | ${spent} | ${(of(all, cpu) / of(base, cpu)).toFixed(2)} | ${memory} |`,
    );
  }
}
bare.stop();
process.exit(0);
