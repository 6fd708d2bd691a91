import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually.js';

const program = join(__dirname, '..', '..', 'bin', 'claimdesk.cjs');

/** A real `claimdesk` process of this test's own. */
export class Running {
  output = '';
  exit: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    this.exit = once(child, 'exit').then(([code]) => code as number | null);
  }

  /** Waits until this stands in what it printed. */
  prints(text: string | RegExp, ms = 30_000): Promise<string> {
    return eventually(
      `"${String(text)}" in: ${this.output}`,
      () => {
        if (this.child.exitCode !== null && !this.output.match(text))
          throw new Error(`it ended with ${this.child.exitCode}: ${this.output}`);
        return this.output.match(text)?.[0];
      },
      ms,
    );
  }

  /** Ends it by a signal and gives the exit code and how long that took in ms. */
  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<{ code: number | null; ms: number }> {
    const from = performance.now();
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return { code: await this.exit, ms: performance.now() - from };
  }
}

export const claimdesk = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Running =>
  new Running(
    spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', LOG_LEVEL: 'error', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = net.createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
