// The licences of everything that a production install brings, read from the packages as they are installed.
import fs from 'node:fs';
import path from 'node:path';

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge,
publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR
ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH
THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The text of THIRD-PARTY-NOTICES.md. Fails when a package has neither a licence's text nor one that we know. */
export function notices(root) {
  const packages = production(root).map((one) => ({ ...one, texts: textsOf(path.join(root, one.folder)) }));
  const byText = new Map();
  for (const { label, licence, texts, platform, author } of packages) {
    if (platform) continue;
    if (texts.length === 0 && licence !== 'MIT') throw new Error(`${label} has no text of its licence (${licence}).`);
    for (const text of texts.length > 0 ? texts : [`${author ? `Copyright ${author}\n\n` : ''}${mit}`])
      byText.set(text, [...(byText.get(text) ?? []), label]);
  }
  const licences = [...new Set(packages.map(({ licence }) => licence))].sort();
  return [
    '<!-- Written by "npm run generate" from the installed packages. Do not edit. -->\n',
    '# Third-party notices\n',
    'Claimdesk itself is under the [MIT licence](LICENSE). It stands on these packages, which `npm ci --omit=dev` installs. Packages for one',
    'platform are listed whether they are installed here or not.\n',
    '| licence | packages |\n| --- | --- |',
    ...licences.map((licence) => {
      const named = packages.filter((one) => one.licence === licence).map(({ label }) => label);
      return `| ${licence} | ${[...new Set(named)].join(', ')} |`;
    }),
    '',
    fs.readFileSync(path.join(root, 'scripts/notices/bundled.md'), 'utf8'),
    '## Texts\n',
    'Where a package names MIT and holds no text, the licence stands here with the author that its `package.json` names.\n',
    ...[...byText].map(
      ([text, labels]) => `### ${[...new Set(labels)].join(', ')}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`,
    ),
  ].join('\n');
}

/** What package-lock.json installs without development packages, in order of its folders. */
function production(root) {
  const { packages } = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([folder, one]) => folder !== '' && !one.dev && !one.devOptional)
    .map(([folder, { version, license, os }]) => {
      const manifest = read(path.join(root, folder, 'package.json'));
      if (!manifest && !os) throw new Error(`${folder} is not installed. Run "npm ci" first.`);
      return {
        folder,
        label: `${folder.replace(/^.*node_modules\//, '')}@${version}`,
        // One package names no licence and holds the text of one.
        licence: license ?? 'see its text',
        platform: os !== undefined,
        author: [manifest?.author].flat().map((who) => who?.name ?? who)[0],
      };
    });
}

/** The licence and the notices that lie in the package's own folder, each once. */
function textsOf(folder) {
  if (!fs.existsSync(folder)) return [];
  const files = fs.readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  const texts = files.sort().map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
  return [
    ...new Set(
      texts.map((text) =>
        text
          .replace(/\r\n?/g, '\n')
          .replace(/[ \t]+$/gm, '')
          .trim(),
      ),
    ),
  ];
}

function read(file) {
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}
