import type { Pool, PoolClient } from 'pg';

/**
 * NOTIFY as a hint between processes: after commit, on a connection of its own, at most every 5 ms per channel. Whoever
 * listens also polls; a lost notice costs time, never work.
 */
export class Notices {
  private readonly waiting = new Set<string>();
  private timer?: NodeJS.Timeout;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly handlers = new Map<string, Set<() => void>>();
  private listener?: PoolClient;
  private closed = false;

  constructor(private readonly pool: Pool) {}

  send(channel: string): void {
    for (const handle of this.handlers.get(channel) ?? []) handle();
    if (this.closed) return;
    this.waiting.add(channel);
    this.timer ??= setTimeout(() => this.flush(), 5);
  }

  /** Runs `handle` on every notice of this channel, from this process or another. */
  on(channel: string, handle: () => void): void {
    const handlers = this.handlers.get(channel) ?? new Set();
    this.handlers.set(channel, handlers.add(handle));
  }

  /** Listens for other processes' notices, and again whenever the connection is lost. */
  async listen(): Promise<void> {
    if (this.closed) return;
    try {
      const client = await this.pool.connect();
      this.listener = client;
      client.on('notification', ({ channel }) => {
        for (const handle of this.handlers.get(channel) ?? []) handle();
      });
      client.on('error', () => this.relisten());
      for (const channel of this.handlers.keys()) await client.query(`listen ${channel}`);
    } catch {
      this.relisten(); // polling goes on meanwhile
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.sending;
    this.listener?.removeAllListeners('error');
    this.listener?.on('error', () => undefined); // being closed
    this.listener?.release(true);
  }

  private relisten(): void {
    this.listener?.removeAllListeners('error');
    this.listener?.on('error', () => undefined); // already on the way out
    this.listener?.release(true);
    this.listener = undefined;
    if (!this.closed) setTimeout(() => void this.listen(), 500).unref();
  }

  private flush(): void {
    this.timer = undefined;
    const channels = [...this.waiting];
    this.waiting.clear();
    // Best effort: the poll of whoever listens makes up for a failed hint.
    this.sending = Promise.allSettled(
      channels.map((channel) => this.pool.query('select pg_notify($1, $2)', [channel, ''])),
    );
  }
}
