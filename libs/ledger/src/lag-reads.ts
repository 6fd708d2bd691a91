import type { Connections } from '#libs/database';

export interface ReaderLag {
  readonly reader: string;
  /** Organizations whose log went on since this reader looked. */
  readonly organizations: number;
  /** Since the longest of them waits. */
  readonly seconds: number;
}

/** How far the log is behind its verbs, and its readers behind the log, over all organizations. Numbers only. */
export class LagReads {
  constructor(private readonly connections: Connections) {}

  /** Committed events without an index, and the seconds since the oldest was recorded. */
  async pending(): Promise<{ readonly events: number; readonly seconds: number }> {
    const [row] = await this.connections.acrossOrganizations<{ events: number; seconds: number }>(
      `select count(*)::int as events, coalesce(greatest(0, extract(epoch from clock_timestamp() - min(recorded_at))), 0)::float8 as seconds
         from event_pending`,
    );
    return row ?? { events: 0, seconds: 0 };
  }

  readers(): Promise<ReaderLag[]> {
    return this.connections.acrossOrganizations<{ reader: string; organizations: number; seconds: number }>(
      `select reader, count(*)::int as organizations, greatest(0, extract(epoch from clock_timestamp() - min(since)))::float8 as seconds
         from ledger_due group by reader`,
    );
  }
}
