// Transpiles apps/ and libs/ to dist/ with swc, in well under a second. Types are checked by `npm run typecheck`.
// --if-possible: leave quietly when swc is not installed (a production install carries a built dist/).
import fs from 'node:fs/promises';
import path from 'node:path';
import { bundleVerifier } from './bundle-verifier.mjs';

const root = path.resolve(import.meta.dirname, '..');
let transformFile;
try {
  ({ transformFile } = await import('@swc/core'));
} catch (error) {
  if (process.argv.includes('--if-possible')) process.exit(0);
  console.error(`Cannot build: @swc/core is not installed. Run "npm ci" first. (${error.message})`);
  process.exit(1);
}

const config = JSON.parse(await fs.readFile(path.join(root, '.swcrc'), 'utf8'));

async function sources(folder, wanted) {
  const entries = await fs.readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((e) => e.isFile() && wanted.test(e.name))
    .map((e) => path.relative(root, path.join(e.parentPath ?? e.path, e.name)));
}

const files = (await Promise.all(['apps', 'libs'].map((folder) => sources(folder, /(?<!\.d|\.spec)\.tsx?$/)))).flat();
const written = new Set();
await Promise.all(
  files.map(async (source) => {
    const target = path.join('dist', source.replace(/\.tsx?$/, '.js'));
    const absolute = path.join(root, target);
    written.add(absolute).add(`${absolute}.map`);
    const { code, map } = await transformFile(path.join(root, source), {
      ...config,
      jsc: { ...config.jsc, parser: { ...config.jsc.parser, tsx: source.endsWith('.tsx') } },
      swcrc: false,
      sourceFileName: path.relative(path.dirname(target), source),
    });
    await fs.mkdir(path.dirname(absolute), { recursive: true });
    // Write beside and rename: another process may be loading the old file at this moment.
    const put = async (name, text) => {
      const beside = `${name}.${process.pid}.tmp`;
      await fs.writeFile(beside, text);
      await fs.rename(beside, name);
    };
    await put(absolute, `${code}\n//# sourceMappingURL=${path.basename(target)}.map\n`);
    if (map) await put(`${absolute}.map`, map);
  }),
);

// Data that the code requires.
const data = (await Promise.all(['apps', 'libs'].map((folder) => sources(folder, /\.json$/)))).flat();
for (const source of data) {
  const target = path.join(root, 'dist', source);
  written.add(target);
  await fs.mkdir(path.dirname(target), { recursive: true });
  await fs.copyFile(path.join(root, source), target);
}

// A source that is gone must not live on in dist/.
for (const folder of ['dist/apps', 'dist/libs']) {
  const old = await fs.readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  for (const e of old) {
    const name = path.join(e.parentPath ?? e.path, e.name);
    if (e.isFile() && !written.has(name) && !name.endsWith('.tmp')) await fs.rm(name, { force: true });
  }
}

await bundleVerifier(path.join(root, 'dist'));
