import { Injectable } from '@nestjs/common';
import { type Clock, systemClock } from '#libs/kernel';
import { RuntimeSettings } from '#libs/runtime';
import { type AccessEntry, type CountedEntry, sameness } from './access-entry.js';
import { AccessLogStore } from './access-log-store.js';

// Different entries that wait at the most: what comes beyond is counted and not kept.
const room = 5_000;
const minute = 60_000;

/**
 * Takes notes in memory and writes them in batches, each in a transaction of its own: no request waits for it. What a
 * process has not written when it is killed is lost: some seconds of notes, never a change of the desk.
 */
@Injectable()
export class AccessLog {
  private waiting = new Map<string, CountedEntry>();
  /** Keys that were noted in the running minute of this process. */
  private seen = new Set<string>();
  private minute = 0;
  private dropped = 0;
  private writing: Promise<void> = Promise.resolve();
  private readonly clock: Clock = systemClock;

  constructor(
    private readonly store: AccessLogStore,
    private readonly settings: RuntimeSettings,
  ) {}

  /** A key was let in: noted once a minute. Otherwise it costs a look into a set. */
  used(key: string, entry: () => AccessEntry): void {
    const now = Math.floor(this.clock.now().getTime() / minute);
    if (now !== this.minute) {
      this.minute = now;
      this.seen.clear();
    }
    if (this.seen.has(key) || this.seen.size >= room) return;
    this.seen.add(key);
    this.note(entry());
  }

  refused(entry: AccessEntry): void {
    this.note(entry);
  }

  /** Writes what waits. One write at a time; what failed is tried again with the next. */
  flush(): Promise<void> {
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  private note(entry: AccessEntry): void {
    const name = `${entry.organization} ${sameness(entry)}`;
    const known = this.waiting.get(name);
    if (known) this.waiting.set(name, { ...known, times: known.times + 1 });
    else if (this.waiting.size < room) this.waiting.set(name, { ...entry, times: 1 });
    else this.dropped += 1;
  }

  private async write(): Promise<void> {
    const { log } = this.settings;
    if (this.dropped > 0) {
      log.warn({ dropped: this.dropped }, 'the access log had no room for some entries');
      this.dropped = 0;
    }
    const taken = this.waiting;
    this.waiting = new Map();
    for (const [organization, entries] of byOrganization(taken.values())) {
      try {
        await this.store.write(organization, entries);
      } catch (error) {
        log.warn({ error }, 'the access log could not be written; it is tried again');
        this.keep(entries);
      }
    }
  }

  private keep(entries: readonly CountedEntry[]): void {
    for (const entry of entries) {
      const name = `${entry.organization} ${sameness(entry)}`;
      const later = this.waiting.get(name)?.times ?? 0;
      if (later > 0 || this.waiting.size < room) this.waiting.set(name, { ...entry, times: entry.times + later });
      else this.dropped += entry.times;
    }
  }
}

function byOrganization(entries: Iterable<CountedEntry>): Map<string, CountedEntry[]> {
  const groups = new Map<string, CountedEntry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.organization);
    if (group) group.push(entry);
    else groups.set(entry.organization, [entry]);
  }
  return groups;
}
