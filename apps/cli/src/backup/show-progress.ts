import type { Progress } from '#libs/database';

/** How far it is: on a terminal one line that changes, elsewhere a line every ten seconds. */
export function showCopying(): Progress {
  let last = performance.now();
  return ({ table, rows, total }) => {
    const now = performance.now();
    const line = `${total} rows (${table}: ${rows})`;
    if (now - last < (process.stderr.isTTY ? 100 : 10_000)) return;
    last = now;
    process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
  };
}

export const clearProgress = (): void => void (process.stderr.isTTY && process.stderr.write('\r\x1b[K'));
