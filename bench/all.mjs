// Every bench in one run, in a new order each time, each a process of its own: npm run bench. Writes the table at the
// head of docs/performance.md. `--quick` is for seeing that they all run; `--only import,search` narrows it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { reportTable } from './report.mjs';
import { shuffled } from './rounds.mjs';

/** What each is run with: as a rule, and to be quick. */
const parts = {
  requests: ['requests.mjs', [], ['--quick']],
  growth: ['growth.mjs', ['--large', '100000', '--rounds', '5'], ['--large', '20000', '--rounds', '1']],
  fence: ['fence.mjs', [], []],
  import: ['import.mjs', [], ['--rows', '5000']],
  ledger: ['ledger.mjs', [], ['--seconds', '5']],
  export: ['export.mjs', [], ['--claims', '5000', '--rounds', '1']],
  deliveries: [
    'deliveries.mjs',
    ['--count', '5000', '--rounds', '3'],
    ['--count', '2000', '--rounds', '1', '--seconds', '3'],
  ],
  search: ['search.mjs', [], ['--claims', '5000', '--rounds', '1']],
  bundle: ['bundle.mjs', [], ['--entries', '20000']],
  verify: ['million-entries.mjs', [], ['20000']],
};
const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(parts);
for (const name of chosen)
  if (!parts[name]) throw new Error(`there is no bench "${name}": ${Object.keys(parts).join(', ')}`);

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'claimdesk-bench-all-'));
const file = path.join(scratch, 'figures');
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));
fs.writeFileSync(file, '');

const failed = [];
const [loadBefore] = os.loadavg();
for (const name of shuffled(chosen)) {
  const [script, usual, quick] = parts[name];
  process.stdout.write(`\n## ${name}\n\n`);
  const run = spawn(process.execPath, [path.join(import.meta.dirname, script), ...(values.quick ? quick : usual)], {
    env: { ...process.env, BENCH_REPORT: file },
    stdio: 'inherit',
  });
  const [code] = await once(run, 'exit');
  if (code !== 0) failed.push(name);
}

const lines = fs.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
const load = `${loadBefore.toFixed(1)} before and ${os.loadavg()[0].toFixed(1)} at the end`;
const words = `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench\` on ${os.cpus().length} cores (load ${load}), Node ${process.versions.node}.`;
const measured = `${words}\n\n${reportTable(lines)}`;
process.stdout.write(`\n${measured}\n`);
if (failed.length > 0) {
  process.stdout.write(`\nfailed: ${failed.join(', ')}; docs/performance.md stays as it was\n`);
  process.exit(1);
}
if (!values.quick && !values.only) writeIn(path.resolve(import.meta.dirname, '..', 'docs', 'performance.md'), measured);

/** Between two marks, so that what people wrote round it stays. */
function writeIn(page, table) {
  const [begin, end] = ['<!-- measured by npm run bench -->', '<!-- end -->'];
  const text = fs.readFileSync(page, 'utf8');
  const [before, rest] = [text.slice(0, text.indexOf(begin)), text.slice(text.indexOf(end))];
  fs.writeFileSync(page, `${before}${begin}\n\n${table}\n\n${rest}`);
}
