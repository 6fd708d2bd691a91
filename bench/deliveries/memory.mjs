// Memory and tables over many deliveries: flat means that the end is like the middle.
import { setTimeout as pause } from 'node:timers/promises';
import { residentMegabytes } from '../processor-time.mjs';
import { report } from '../report.mjs';

const ahead = 5_000;
const tables = ['work_due', 'delivery', 'attempt', 'delivery_past', 'attempt_past', 'delivery_told'];

export async function watchMemory({ ours, service, pool, publish, arrivedSoFar, deliveries, say }) {
  const endpoint = await ours.open();
  const sizes = async () => {
    const { rows } = await pool.query(
      `select t as name, round(pg_total_relation_size(t::regclass) / 1e6)::int as size from unnest($1::text[]) t`,
      [tables],
    );
    return rows.map(({ name, size }) => `${name} ${size}`).join(', ');
  };
  const seen = [];
  const look = async (when, sent) => {
    const megabytes = residentMegabytes(service.pid);
    seen.push(megabytes);
    say(`${when}: ${sent} deliveries, ${megabytes} MB resident; tables in MB: ${await sizes()}`);
  };
  const began = performance.now();
  const marks = [0.1, 0.5, 1].map((part) => Math.floor(deliveries * part));
  for (let made = 0, arrived = 0; marks.length > 0; arrived = await arrivedSoFar()) {
    while (arrived >= marks[0]) await look(['end', 'middle', 'start'][marks.length - 1], marks.shift());
    const wanted = Math.min(deliveries - made, ahead - (made - arrived));
    if (wanted >= 500 || (wanted > 0 && made + wanted === deliveries)) {
      await publish(wanted);
      made += wanted;
    } else await pause(50);
  }
  const seconds = (performance.now() - began) / 1_000;
  say(`${deliveries} in ${seconds.toFixed(0)} s (${(deliveries / seconds).toFixed(0)}/s), from commit to arrival`);
  await pause(150_000);
  await look('150 s later', deliveries);
  report({
    work: `memory over ${deliveries} deliveries, end against middle`,
    figure: seen[2] - seen[1],
    unit: ' MB more',
    most: 64,
  });
  await ours.close(endpoint);
}
