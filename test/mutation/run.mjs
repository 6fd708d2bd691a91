// npm run test:mutation [-- proof|factcheck|kernel|text ['{tree-hash,inclusion}']]: mutation score of a pure library, or of some of
// its files (Stryker). Minutes to hours.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const folder = import.meta.dirname;
const root = path.resolve(folder, '..', '..');
const library = process.argv[2] ?? 'proof';
const files = process.argv[3] ?? '**/*';

const must = (command, args) => {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, MUTATED_LIBRARY: library, MUTATED_FILES: files },
  });
  if (status !== 0) process.exit(status ?? 1);
};
must('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund']);
must(process.execPath, [
  path.join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
  'run',
  path.join(folder, 'stryker.config.mjs'),
]);
