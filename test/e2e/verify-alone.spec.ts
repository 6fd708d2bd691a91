import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignedLedger } from '../support/signed-ledger.js';

/** The verifier as an auditor has it: one file, in a folder with nothing else of ours. */
describe('the verifier by itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verify-alone-'));
  const at = (name: string): string => join(folder, name);
  const ledger = new SignedLedger(20);
  const { vkey } = ledger.signer;

  beforeAll(async () => {
    copyFileSync(join(__dirname, '..', '..', 'dist', 'claimdesk-verify.cjs'), at('claimdesk-verify.cjs'));
    await ledger.bundle(at('bundle.zip'));
    writeFileSync(at('older'), ledger.checkpoint(ledger.entries.slice(0, 7)));
    writeFileSync(at('event.json'), `${ledger.entries[3]?.toString()}\n`);
    writeFileSync(at('event.tlog-proof'), await ledger.proof(3));
    writeFileSync(at('pins'), `# The Courier\n\n${vkey}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** With no module of ours to be found. */
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['claimdesk-verify.cjs', ...args], {
      cwd: folder,
      env: { PATH: '' },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it('proves a bundle, by a key or a file of keys, since an older checkpoint', () => {
    expect(run('bundle.zip', '--key', vkey)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^Proven\. 20 entries, unaltered since the checkpoint of size 20\.\n/),
      stderr: '',
    });
    expect(run('bundle.zip', '--keys', 'pins', '--since', 'older').status).toBe(0);
    expect(JSON.parse(run('bundle.zip', '--key', vkey, '--json').stdout)).toMatchObject({
      ok: true,
      entries: 20,
      root: ledger.root().toString('hex'),
    });
  });

  it('proves one event with its proof', () => {
    const args = ['event.tlog-proof', '--event', 'event.json', '--key', vkey];
    expect(run(...args)).toMatchObject({ status: 0, stdout: expect.stringContaining('entry 3 of the ledger') });
    writeFileSync(at('other.json'), ledger.entries[4] as Buffer);
    expect(run('event.tlog-proof', '--event', 'other.json', '--key', vkey).status).toBe(22);
    expect(JSON.parse(run(...args, '--json').stdout)).toMatchObject({ ok: true, index: 3, size: 20 });
  });

  it('refuses with a sentence and a code of its own', async () => {
    expect(run('bundle.zip')).toMatchObject({ status: 19, stdout: expect.stringContaining(vkey) });
    const altered = readFileSync(at('bundle.zip'));
    altered[altered.length >> 1] = (altered[altered.length >> 1] as number) ^ 1;
    writeFileSync(at('altered.zip'), altered);
    expect(run('altered.zip', '--key', vkey)).toMatchObject({
      status: 12,
      stdout: expect.stringMatching(/^Refused\. /),
    });
    writeFileSync(at('stranger'), new SignedLedger(3).checkpoint());
    expect(run('bundle.zip', '--key', vkey, '--since', 'stranger').status).toBe(18);
    expect(run('nothing.zip', '--key', vkey).status).toBe(10);
  });

  it.each([
    [[]],
    [['bundle.zip', 'another.zip']],
    [['bundle.zip', '--nonsense']],
    [['bundle.zip', '--key', 'no key']],
    [['bundle.zip', '--keys', 'nothing']],
    [['bundle.zip', '--event', 'event.json']],
    [['event.tlog-proof']],
    [['event.tlog-proof', '--event', 'event.json', '--since', 'older']],
  ])('says how it is used when called with %j', (args) => {
    expect(run(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/./) });
  });

  it('says what a key looks like and where to find it, to whoever pins something else', () => {
    expect(run('bundle.zip', '--key', 'no key').stderr).toMatch(
      /"no key" is no verifier key.*\/\.well-known\/claimdesk/,
    );
  });

  it('needs no package: whatever it asks for is a part of Node', () => {
    const asked = [...readFileSync(at('claimdesk-verify.cjs'), 'utf8').matchAll(/= require\("([^"]+)"\)/g)];
    const foreign = asked.map(([, name]) => name as string).filter((name) => !/^(node:|\.|#libs\/)/.test(name));
    expect([asked.length > 10, foreign]).toEqual([true, []]);
    expect(
      asked.some(([, name]) => /node:(net|http|https|dns|tls|child_process|worker_threads)/.test(name ?? '')),
    ).toBe(false);
  });
});
