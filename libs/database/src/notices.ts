import type { Pool } from 'pg';

/**
 * NOTIFY as a hint between processes: after commit, on a connection of its own, at most every 5 ms per channel. Whoever
 * listens also polls; a lost notice costs time, never work.
 */
export class Notices {
  private readonly waiting = new Set<string>();
  private timer?: NodeJS.Timeout;
  private sending: Promise<unknown> = Promise.resolve();
  private readonly handlers = new Map<string, Set<() => void>>();
  private stopListening: () => void = () => undefined;
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
    const client = await this.pool.connect().catch(() => undefined);
    if (!client) return this.listenLater();
    let isLost = false;
    // Once for each connection: it breaks, and what was asked of it fails, in one moment.
    const lose = (): void => {
      if (isLost) return;
      isLost = true;
      client.release(true);
      this.listenLater();
    };
    this.stopListening = lose;
    client.on('error', lose);
    client.on('notification', ({ channel }) => {
      for (const handle of this.handlers.get(channel) ?? []) handle();
    });
    try {
      for (const channel of this.handlers.keys()) await client.query(`listen ${channel}`);
    } catch {
      lose();
    }
    if (this.closed) lose();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.sending;
    this.stopListening();
  }

  /** Polling goes on meanwhile. */
  private listenLater(): void {
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
