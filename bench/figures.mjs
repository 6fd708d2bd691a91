import { report } from './report.mjs';

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);

export const median = (numbers) => {
  const all = sorted(numbers);
  const half = Math.floor(all.length / 2);
  return all.length % 2 ? all[half] : (all[half - 1] + all[half]) / 2;
};

/** The medians of one server's rounds of one workload. Milliseconds, and requests a second. */
export const summarize = (rounds) => ({
  rate: median(rounds.map((r) => r.count / r.elapsed)),
  p50: median(rounds.map((r) => r.p50)),
  p99: median(rounds.map((r) => r.p99)),
  server: median(rounds.map((r) => r.server / r.count)),
  postgres: median(rounds.map((r) => r.postgres / r.count)),
  processor: median(rounds.map((r) => (r.server + r.postgres) / r.count)),
  refused: rounds.reduce((sum, r) => sum + r.refused, 0),
});

/** Ours against bare, each round against the other's of the same round: the machine's mood cancels out. */
export function ratios(ours, bare) {
  const of = (value) => sorted(ours.map((round, place) => value(round) / value(bare[place])));
  const processor = of((r) => (r.server + r.postgres) / r.count);
  const rate = of((r) => r.elapsed / r.count);
  return { processor: median(processor), lowest: processor[0], highest: processor.at(-1), rate: median(rate) };
}

const aims = {
  get: { processor: 1.5, rate: 1.3 },
  list: { processor: 1.5, rate: 1.3 },
  create: { processor: 1.5 },
  assign: { processor: 1.5 },
};

const judged = (value, aim) => `${value.toFixed(2)}${aim === undefined ? '' : value <= aim ? ' ✓' : ` (aim ${aim})`}`;

/** Tells what `table` shows of each workload, named with what goes before it: × CPU and × throughput of bare. */
export function reportRounds(before, results, aimOf = (workload) => aims[workload]) {
  for (const [workload, { ours, bare }] of Object.entries(results)) {
    const x = ratios(ours, bare);
    const aim = aimOf(workload);
    report({
      work: `${before}${workload}, CPU`,
      figure: x.processor,
      unit: ' ×',
      beside: 'bare',
      most: aim?.processor,
    });
    report({
      work: `${before}${workload}, throughput`,
      figure: x.rate,
      unit: ' × slower',
      beside: 'bare',
      most: aim?.rate,
    });
  }
}

/** A Markdown table: what docs/performance.md shows. */
export function table(results) {
  const head = [
    'work',
    'server',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'CPU ms (server + PostgreSQL)',
    '× CPU',
    '× throughput',
  ];
  const rows = Object.entries(results).flatMap(([workload, { ours, bare }]) => {
    const x = ratios(ours, bare);
    const cells = (name, s) => [
      workload,
      name,
      Math.round(s.rate),
      s.p50.toFixed(1),
      s.p99.toFixed(1),
      `${s.processor.toFixed(3)} (${s.server.toFixed(3)} + ${s.postgres.toFixed(3)})`,
    ];
    const range = ` [${x.lowest.toFixed(2)}..${x.highest.toFixed(2)}]`;
    return [
      [
        ...cells('Claimdesk', summarize(ours)),
        judged(x.processor, aims[workload]?.processor) + range,
        judged(x.rate, aims[workload]?.rate),
      ],
      [...cells('bare', summarize(bare)), '1', '1'],
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
