import { Injectable } from '@nestjs/common';
import { Notices } from '#libs/database';
import { eventTypeNames, mayDo, publicEventTypes } from '#libs/factcheck';
import { type Actor, demand } from '#libs/kernel';
import { EntryStore, LogTimes, sequencedChannel } from '#libs/ledger';
import { type RecordedEvent, told } from './payload.js';

export interface FeedRequest {
  /** Events behind this ledger index; -1 from the beginning. */
  readonly after: number;
  readonly limit: number;
  readonly types?: readonly string[];
}

/** As a webhook's body, without its place in an endpoint's sequence. */
export interface FeedItem extends Omit<ReturnType<typeof told>, 'data'> {
  readonly data: { readonly index: number } & ReturnType<typeof told>['data'];
}

export interface FeedPage {
  readonly items: readonly FeedItem[];
  /** To go on after: the last index that was looked at, shown or not. */
  readonly next: number;
}

// Looked at in one read, and in one answer: hidden events must not make an answer slow.
const chunk = 500;
const mostLookedAt = 5_000;
// Where no worker runs in this process there are no notices: then an event waits this long for its reader.
const pollMs = 500;

/** The log for those who cannot be called: the same bodies as webhooks, without a sequence, pulled in order of the index. */
@Injectable()
export class EventFeed {
  private waiting = new Set<() => void>();

  constructor(
    private readonly entries: EntryStore,
    private readonly times: LogTimes,
    notices: Notices,
  ) {
    notices.on(sequencedChannel, () => {
      for (const wake of this.waiting) wake();
    });
  }

  /** What this key may see of the log: people all types, machines the public ones. Refusals: access.denied, access.out_of_scope. */
  async read(actor: Actor, { after, limit, types }: FeedRequest): Promise<FeedPage> {
    demand(mayDo(actor, 'event.read'));
    const audience: readonly string[] = mayDo(actor, 'event_editorial.read') ? publicEventTypes : eventTypeNames;
    const wanted = new Set(types ? audience.filter((type) => types.includes(type)) : audience);
    const size = await this.times.size(actor.organization);
    const items: FeedItem[] = [];
    let next = Math.min(after, size - 1);
    const end = Math.min(size, next + 1 + mostLookedAt);
    while (next + 1 < end && items.length < limit) {
      const read = await this.entries.range(actor.organization, next + 1, end, chunk);
      if (read.length === 0) break;
      for (const { index, bytes } of read) {
        if (items.length === limit) break;
        const event = JSON.parse(bytes.toString('utf8')) as RecordedEvent;
        if (wanted.has(event.type)) items.push(item(event, index));
        next = index;
      }
    }
    return { items, next };
  }

  /** The same, after at most so many seconds as soon as there is something to show. Ends early when `isOver` says so. */
  async wait(actor: Actor, request: FeedRequest, seconds: number, isOver: () => boolean): Promise<FeedPage> {
    const until = performance.now() + seconds * 1_000;
    let { after } = request;
    for (;;) {
      const page = await this.read(actor, { ...request, after });
      const left = until - performance.now();
      const isBehind = page.next < (await this.times.size(actor.organization)) - 1;
      if (page.items.length > 0 || left <= 0 || isOver()) return page;
      after = page.next;
      if (!isBehind) await this.sleep(Math.min(left, pollMs));
    }
  }

  private async sleep(ms: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    let wake: () => void = () => undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      this.waiting.add(wake);
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
    this.waiting.delete(wake);
  }
}

function item(event: RecordedEvent, index: number): FeedItem {
  const { data, ...rest } = told(event);
  return { ...rest, data: { index, ...data } };
}
