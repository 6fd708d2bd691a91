import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const nobody = 65_534;

/** How to run a PostgreSQL program: a prefix, where its binaries are, and under which ids. */
export interface Unprivileged {
  readonly prefix: readonly string[];
  readonly native: string;
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/**
 * PostgreSQL refuses to run as root. As root, a user namespace shows our own files as nobody's, so nothing changes
 * owner; where namespaces are forbidden it really runs as nobody, with a copy of the binaries if it cannot reach ours.
 */
export function unprivileged(native: string, folder: string): Unprivileged {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { prefix: [], native, ids: {} };
  const prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  const ours = !fs.existsSync(folder) || fs.statSync(folder).uid === 0;
  if (ours && spawnSync('unshare', [...prefix.slice(1), 'true']).status === 0) return { prefix, native, ids: {} };
  return { prefix: [], native: reachable(native), ids: ownedByNobody(folder) };
}

function reachable(native: string): string {
  const ids = { uid: nobody, gid: nobody };
  if (spawnSync(path.join(native, 'bin', 'postgres'), ['--version'], ids).status === 0) return native;
  const copy = path.join(os.tmpdir(), `claimdesk-postgres-${path.basename(path.dirname(native))}`);
  fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function ownedByNobody(folder: string): { uid: number; gid: number } {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.chownSync(folder, nobody, nobody);
  const ids = { uid: nobody, gid: nobody };
  if (spawnSync('ls', [folder], ids).status !== 0) {
    throw new Error(
      `As root without user namespaces PostgreSQL cannot enter ${folder}. Set CLAIMDESK_DATA_DIR to a folder outside root's home, such as /var/lib/claimdesk.`,
    );
  }
  return ids;
}
