import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { Client } from 'pg';
import { memoryHere, sharedBuffers } from './memory.js';
import { nativeFolder } from './native.js';
import { type Unprivileged, unprivileged } from './unprivileged.js';

export interface EmbeddedServer {
  readonly port: number;
  /** An address for the superuser. */
  url(database: string): string;
  stop(): Promise<void>;
  /** Settles when the server is gone, however it went. */
  readonly exited: Promise<void>;
}

export interface EmbeddedOptions {
  readonly folder: string;
  readonly password: string;
  /** Nothing is flushed to disk: for tests and benchmarks of throw-away data only. */
  readonly ephemeral?: boolean;
  readonly settings?: Readonly<Record<string, string | number>>;
  /** A free one when not given. */
  readonly port?: number;
}

const superuser = 'claimdesk_owner';
const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

export const serverUrl = (port: number, password: string, database: string): string =>
  `postgres://${superuser}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;

/** The port of the server that runs on this folder, if one does (the fourth line of its postmaster.pid). */
export function runningServer(folder: string): number | undefined {
  const pidFile = path.join(folder, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return undefined;
  const lines = fs.readFileSync(pidFile, 'utf8').split('\n');
  return alive(Number(lines[0])) && Number(lines[3]) > 0 ? Number(lines[3]) : undefined;
}

/** Starts PostgreSQL on a free loopback port. It dies with this process, however this process ends. */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = path.resolve(options.folder);
  const logFile = `${folder}.log`;
  fs.mkdirSync(path.dirname(folder), { recursive: true, mode: 0o700 });
  const as = unprivileged(nativeFolder(), folder);
  if (!fs.existsSync(path.join(folder, 'PG_VERSION'))) initialize(as, folder, options);
  await previousServerGone(folder);
  const port = options.port ?? (await freePort());
  const child = launch(as, folder, logFile, { port, ...flags(options), ...options.settings });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = (database: string): string => serverUrl(port, options.password, database);
  await answering(url('postgres'), child, logFile);
  return {
    port,
    url,
    exited,
    async stop() {
      child.stdin?.end('\n');
      await exited;
    },
  };
}

function program(as: Unprivileged, name: string, args: readonly string[]): [string, string[]] {
  const words = [...as.prefix, path.join(as.native, 'bin', name), ...args];
  return [words[0] as string, words.slice(1)];
}

function initialize(as: Unprivileged, folder: string, options: EmbeddedOptions): void {
  const passwordFile = `${folder}.password`;
  fs.writeFileSync(passwordFile, options.password, { mode: 0o600 });
  if (as.ids.uid !== undefined && as.ids.gid !== undefined) fs.chownSync(passwordFile, as.ids.uid, as.ids.gid);
  const args = ['-D', folder, '-U', superuser, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  args.push('-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  if (options.ephemeral) args.push('--no-sync');
  const done = spawnSync(...program(as, 'initdb', args), { ...as.ids, env: environment, encoding: 'utf8' });
  fs.rmSync(passwordFile);
  if (done.status !== 0) {
    throw new Error(
      `The database folder ${folder} could not be made: ${done.error?.message ?? ''}${done.stderr}${done.stdout}`,
    );
  }
}

function flags(options: EmbeddedOptions): Record<string, string | number> {
  const usual = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 100,
    shared_buffers: `${sharedBuffers(memoryHere())}MB`,
    // A new desk grows fast: statistics from when a table was empty must not last a minute.
    autovacuum_naptime: '15s',
  };
  if (!options.ephemeral) return usual;
  return {
    ...usual,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum: 'off',
    max_wal_size: '1GB',
  };
}

/**
 * The shell holds our pipe: when this process dies, `read` returns and PostgreSQL gets a fast shutdown (SIGINT), again and
 * again, because one that comes before it listens to signals is lost.
 * Detached, so that Ctrl-C in a terminal reaches us and not the server.
 */
function launch(
  as: Unprivileged,
  folder: string,
  logFile: string,
  settings: Record<string, string | number>,
): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, args] = program(as, 'postgres', ['-D', folder, ...options]);
  const log = fs.openSync(logFile, 'a', 0o600);
  const watch =
    'exec 3<&0; "$@" </dev/null & P=$!; { read _ <&3; while kill -INT $P; do sleep 0.2; done; } >/dev/null 2>&1 & W=$!; wait $P; R=$?; kill $W 2>/dev/null; exit $R';
  const stdio = { stdio: ['pipe', 'ignore', log] as ['pipe', 'ignore', number], env: environment };
  const child =
    process.platform === 'win32'
      ? spawn(command, args, stdio)
      : spawn('/bin/sh', ['-c', watch, 'sh', command, ...args], { ...stdio, detached: true, ...as.ids });
  fs.closeSync(log);
  child.stdin?.on('error', () => undefined); // the pipe breaks when the server ends first; `exited` tells
  return child;
}

/** A server whose parent was just killed needs a moment for its own shutdown. */
async function previousServerGone(folder: string): Promise<void> {
  const pidFile = path.join(folder, 'postmaster.pid');
  for (let waited = 0; waited < 10_000; waited += 50) {
    if (!fs.existsSync(pidFile) || !alive(Number(fs.readFileSync(pidFile, 'utf8').split('\n')[0]))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `Another Claimdesk is using the data folder ${path.dirname(folder)}. Stop it, or set CLAIMDESK_DATA_DIR to another folder.`,
  );
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });

async function answering(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const deadline = Date.now() + 60_000; // crash recovery can take a while
  for (;;) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined); // the server may go away between connect and end
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (child.exitCode !== null || Date.now() > deadline) {
        const tail = fs.readFileSync(logFile, 'utf8').slice(-600);
        throw new Error(
          `The embedded PostgreSQL did not start (${(error as Error).message}). The end of ${logFile}:\n${tail}`,
          { cause: error },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
