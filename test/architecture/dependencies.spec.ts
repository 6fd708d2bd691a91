import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
type Versions = Readonly<Record<string, string>>;
const manifest = JSON.parse(read('package.json')) as { dependencies: Versions; devDependencies: Versions };
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Readonly<Record<string, { version: string; license?: string; dev?: true; devOptional?: true }>>;
};
const production = Object.entries(packages).filter(([folder, one]) => folder !== '' && !one.dev && !one.devOptional);

describe('dependencies', () => {
  it('each have one line that says why, in the order of package.json', () => {
    const [inProduction = '', developing = ''] = read('docs/dependencies.md').split('## For developing');
    const rows = (text: string): string[] =>
      [...text.matchAll(/^\| `([^`]+)` \| \S.+ \|$/gm)].map(([, name = '']) => name);
    expect(rows(inProduction)).toEqual(Object.keys(manifest.dependencies));
    expect(rows(developing)).toEqual(Object.keys(manifest.devDependencies));
  });

  it('are pinned', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it('ask in production for nothing but that they are named', () => {
    const permissive =
      /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|0BSD|Unlicense|Python-2\.0|\(MIT AND Zlib\))$/;
    const others = production.filter(([, { license }]) => !permissive.test(license ?? '')).map(([folder]) => folder);
    // Its package.json is silent; the text in it is MIT's.
    expect(others).toEqual(['node_modules/png-js']);
  });

  it('are all named in the notices', () => {
    const notices = read('THIRD-PARTY-NOTICES.md');
    const labels = production.map(([folder, { version }]) => `${folder.replace(/^.*node_modules\//, '')}@${version}`);
    expect(labels.length).toBeGreaterThan(100);
    expect(labels.filter((label) => !notices.includes(label))).toEqual([]);
  });
});
