import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface GoCase {
  readonly key: string;
  readonly bundle?: string;
  readonly since?: string;
  /** Base64. */
  readonly event?: string;
  readonly proof?: string;
}

const packages = '/usr/share/gocode';

/** Why Go's own code cannot be asked here; undefined when it can. */
export function goIsMissing(): string | undefined {
  if (spawnSync('go', ['version']).status !== 0) return 'there is no Go (apt-get install golang-go)';
  return existsSync(join(packages, 'src/golang.org/x/mod/sumdb/tlog'))
    ? undefined
    : 'golang.org/x/mod is missing (apt-get install golang-golang-x-mod-dev)';
}

/** What golang.org/x/mod/sumdb (`note`, `tlog`) says to each case: nothing, or why it refuses. */
export function askGo(cases: readonly GoCase[]): string[] {
  const { status, stdout, stderr } = spawnSync('go', ['run', join(__dirname, 'check.go')], {
    env: { ...process.env, GO111MODULE: 'off', GOPATH: packages, GOFLAGS: '', GOPROXY: 'off' },
    input: JSON.stringify(cases),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`Go did not run: ${stderr}`);
  return JSON.parse(stdout) as string[];
}
