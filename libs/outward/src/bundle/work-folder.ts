import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

// The name says whose it is: another machine or container may share the folder for temporary files.
const prefix = `claimdesk-bundle-${hostname()}-`;
const live = new Set<string>();

/** Lends a folder for parts of a report, and removes those that processes of this machine left when they were killed. */
export async function inWorkFolder<T>(work: (folder: string) => Promise<T>, parent = tmpdir()): Promise<T> {
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  live.add(folder);
  try {
    await removeLeftovers(parent);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    live.delete(folder);
  }
}

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? /^(\d+)-[A-Za-z0-9]+$/.exec(name.slice(prefix.length))?.[1] : undefined;
    const folder = join(parent, name);
    if (pid === undefined || live.has(folder) || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
    // Somebody else's that we may not remove is no reason to make no report.
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
