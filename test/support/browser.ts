import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's Chromium, or what CHROMIUM names; tests that need one say so loudly where it is missing. */
export const chromium: string | undefined = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
].find((path): path is string => path !== undefined && existsSync(path));

export interface Looked {
  /** Rules of WCAG 2.2 A and AA and best practices that the page breaks, each with the first place. */
  readonly violations: readonly string[];
  readonly passes: number;
  readonly title: string;
  /** What a reader sees of it. */
  readonly text: string;
  /** Addresses that the page tried to load. */
  readonly loaded: readonly string[];
}

const look = `
axe.run(document, { resultTypes: ['violations'] }).then((found) => {
  const seen = {
    violations: found.violations.map((v) => v.id + ': ' + v.help + ' at ' + v.nodes[0].target.join(' ')),
    passes: found.passes.length, title: document.title, text: document.body.innerText,
    loaded: performance.getEntriesByType('resource').map((one) => one.name),
  };
  document.documentElement.innerHTML = '';
  document.documentElement.setAttribute('data-seen', btoa(unescape(encodeURIComponent(JSON.stringify(seen)))));
}, (error) => document.documentElement.setAttribute('data-failed', String(error)));
`;

/** Opens a page in a real browser and lets axe-core look at it. */
export function lookAt(html: string): Looked {
  const folder = mkdtempSync(join(tmpdir(), 'look-at-'));
  try {
    const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
    const file = join(folder, 'page.html');
    writeFileSync(
      file,
      html.replace('</body>', () => `<script>${axe}</script><script>${look}</script></body>`),
    );
    const dom = execFileSync(
      chromium as string,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        `--user-data-dir=${folder}/profile`,
        '--virtual-time-budget=30000',
        '--dump-dom',
        `file://${file}`,
      ],
      { maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'], timeout: 90_000 },
    ).toString();
    const seen = /data-seen="([^"]+)"/.exec(dom)?.[1];
    if (seen === undefined) throw new Error(`axe-core did not finish: ${dom.slice(0, 500)}`);
    return JSON.parse(Buffer.from(seen, 'base64').toString('utf8')) as Looked;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
