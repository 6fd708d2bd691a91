import fs from 'node:fs';

/**
 * One line of what was measured, for `bench/all.mjs` to put in its table; alone, a bench only prints. `most`: what the
 * figure may be at most, `least`: at least; without either it is told without a judgement.
 */
export function report({ work, figure, unit = '', beside = '', most, least }) {
  const file = process.env.BENCH_REPORT;
  if (file) fs.appendFileSync(file, `${JSON.stringify({ work, figure, unit, beside, most, least })}\n`);
}

const shown = (figure) => (Math.abs(figure) >= 100 ? figure.toFixed(0) : figure.toFixed(2));
const isMet = ({ figure, most, least }) =>
  (most === undefined || figure <= most) && (least === undefined || figure >= least);

/** A Markdown table of such lines, in the order of their works' names. */
export function reportTable(lines) {
  const rows = lines
    .toSorted((a, b) => (a.work < b.work ? -1 : 1))
    .map((line) => {
      const aim = line.most ?? line.least;
      const wanted = aim === undefined ? '' : `${line.most === undefined ? '≥' : '≤'} ${aim}${line.unit}`;
      return [
        line.work,
        `${shown(line.figure)}${line.unit}`,
        line.beside,
        wanted,
        aim === undefined ? '' : isMet(line) ? '✓' : '✗',
      ];
    });
  const head = ['work', 'measured', 'beside', 'aim', ''];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
