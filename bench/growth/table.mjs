import { median, summarize } from '../figures.mjs';
import { report } from '../report.mjs';

const aim = 1.5;

/** Tells by how much each work grew, and which was the worst. */
export function reportGrowth(results, [from, to]) {
  for (const [work, { small, large }] of Object.entries(results)) {
    const figure = median(large.map((round, place) => spent(round) / spent(small[place])));
    report({ work: `${work}: ${to} claims, CPU`, figure, unit: ' ×', beside: `${from} claims`, most: aim });
  }
}

const spent = (round) => (round.server + round.postgres) / round.count;

/** A Markdown table: each work on the small and the large desk, and by how much it grew. Medians of the rounds. */
export function growthTable(results) {
  const head = ['work', 'p50 ms', '× p50', 'p99 ms', '× p99', 'CPU ms', '× CPU'];
  const rows = Object.entries(results).map(([work, { small, large }]) => {
    const [s, l] = [summarize(small), summarize(large)];
    // Each round against the other desk's of the same round: the machine's mood cancels out.
    const grown = (value) => median(large.map((round, place) => value(round) / value(small[place])));
    const judged = (value) => `${value.toFixed(2)}${value <= aim ? '' : ' ✗'}`;
    return [
      work,
      `${s.p50.toFixed(1)} → ${l.p50.toFixed(1)}`,
      judged(grown((r) => r.p50)),
      `${s.p99.toFixed(1)} → ${l.p99.toFixed(1)}`,
      judged(grown((r) => r.p99)),
      `${s.processor.toFixed(2)} → ${l.processor.toFixed(2)}`,
      judged(grown(spent)),
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
