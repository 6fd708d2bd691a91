import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inWorkFolder } from './work-folder.js';

describe('the folder for parts of a report', () => {
  const parent = mkdtempSync(join(tmpdir(), 'work-folder-'));
  afterAll(() => rmSync(parent, { recursive: true, force: true }));
  const leave = (name: string): string => {
    const folder = join(parent, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'entries'), 'what was a secret');
    return folder;
  };
  // A process that was there and is no more.
  const dead = spawnSync(process.execPath, ['-e', '']).pid;

  it('is there while it is worked in, and gone afterwards, also after a fault', async () => {
    const seen = await inWorkFolder(async (folder) => {
      writeFileSync(join(folder, 'part'), 'x');
      return folder;
    }, parent);
    expect([seen.startsWith(parent), existsSync(seen)]).toEqual([true, false]);
    await expect(inWorkFolder(() => Promise.reject(new Error('the disk is full')), parent)).rejects.toThrow('full');
    expect(readdirSync(parent)).toEqual([]);
  });

  it('takes away what killed processes of this machine left, and nothing else', async () => {
    const left = leave(`claimdesk-bundle-${hostname()}-${dead}-aB3dEf`);
    const before = leave(`claimdesk-bundle-${hostname()}-${process.pid}-aB3dEf`);
    const kept = [
      leave(`claimdesk-bundle-${hostname()}-${process.ppid}-aB3dEf`),
      leave(`claimdesk-bundle-another-machine-${dead}-aB3dEf`),
      leave('somebody-else'),
    ];
    await inWorkFolder(
      (mine) =>
        inWorkFolder(async () => {
          expect(existsSync(mine)).toBe(true);
        }, parent),
      parent,
    );
    expect([left, before, ...kept].map((folder) => existsSync(folder))).toEqual([false, false, true, true, true]);
  });
});
