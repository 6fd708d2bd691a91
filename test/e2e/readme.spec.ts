import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claimdesk, freePort, type Running } from '../support/processes.js';

jest.setTimeout(120_000);

const root = join(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const block = (name: string): string => {
  const found = new RegExp(`\`\`\`sh ${name}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (!found) throw new Error(`the README has no block "${name}"`);
  return found;
};
const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.warn('SKIPPED: the README tour needs curl.');

(hasCurl ? describe : describe.skip)('the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimdesk-readme-'));
  let running: Running;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    const port = await freePort();
    running = claimdesk(['start'], {
      CLAIMDESK_DATA_DIR: join(folder, 'data'),
      PORT: String(port),
      CLAIMDESK_EGRESS_ALLOW: '127.0.0.0/8',
    });
    const key = await running.prints(/cd_\w+/);
    await running.prints('is ready');
    environment = {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      ADMIN: key,
      API: `http://127.0.0.1:${port}/v1`,
      NO_COLOR: '1',
    };
  });
  afterAll(async () => {
    await running?.end();
    rmSync(folder, { recursive: true, force: true });
  });

  const bash = (script: string) =>
    spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: folder,
      env: environment,
      encoding: 'utf8',
    });

  it('shows a tour with curl that works as written, an audit that proves it, what the world reads, and a webhook', async () => {
    // npx finds the project's own command only inside the project.
    const here = (text: string) => text.replaceAll('npx claimdesk', `node ${join(root, 'bin', 'claimdesk.cjs')}`);
    const audit = here(block('audit')).replaceAll('; echo "exit code', ' && echo "exit code 0" || echo "exit code');
    const port = String(await freePort());
    const hook = here(block('told')).replaceAll('8484', port).replaceAll(' listen >', ` listen --port ${port} >`);
    const { stdout, stderr } = bash(
      `${block('tour')}\necho ==\n${audit}\necho ==\n${block('read')}\nhead -c 5 dossier.pdf; echo\necho ==\n${hook}`,
    );
    // What `listen` says about itself, and nothing else.
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^Listening on /),
      '1 verified, of them 0 repeated; 0 refused.',
    ]);
    const [told, audited, read, heard] = stdout.split('==\n');
    expect(told?.trim().split('\n')).toEqual([
      'accepted',
      'checking',
      'false',
      'approved',
      'published',
      'A verdict was published',
      'A ballot was cast',
      'A verdict was submitted for review',
      'A verdict was drafted',
      'Contact with a claimant was recorded',
      'A source was cited',
      'A claim was assigned',
      'A claim was accepted',
      'A claim was submitted',
    ]);
    expect(audited).toMatch(
      /^Proven\. \d+ entries[\s\S]*exit code 0[\s\S]*Refused\. Intact, but signed by a key you have not pinned[\s\S]*exit code 19/,
    );
    expect(read?.trim().split('\n').slice(1)).toEqual([
      'False',
      'The operation of May 2025 was carried out under the Biden administration.',
      'False',
      '%PDF-',
    ]);
    expect(heard).toContain('verdict.published');
  });

  it('links to nothing that is not there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map((match) => match[1] as string);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) expect(() => readFileSync(join(root, link))).not.toThrow('ENOENT');
  });
});
