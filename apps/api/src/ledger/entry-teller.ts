import { Injectable } from '@nestjs/common';
import { HistoryWords } from '#libs/desk';
import {
  type Audience,
  type EventTold,
  isSecret,
  mayDisclose,
  mayDo,
  votingRoles,
  withheldFrom,
  type WithheldReason,
} from '#libs/factcheck';
import type { Actor, Json, JsonObject } from '#libs/kernel';
import { EntryStore, type LedgerEntry, LogTimes } from '#libs/ledger';

type Event = EventTold & { readonly id: string; readonly type: string };

/** Entries of the log for one reader: whole where all of it is for them, else the place, the leaf hash and the reason. */
@Injectable()
export class EntryTeller {
  constructor(
    private readonly entries: EntryStore,
    private readonly times: LogTimes,
    private readonly words: HistoryWords,
  ) {}

  async tell(reader: Actor, from: number, limit: number): Promise<{ items: JsonObject[]; next: number | null }> {
    const { organization } = reader;
    const found = await this.entries.range(organization, from, Number.MAX_SAFE_INTEGER, limit + 1);
    const shown = found.slice(0, limit);
    const closed = await this.closed(reader, shown);
    const open = shown.filter(({ index }) => !closed.has(index)).map(({ eventId }) => eventId);
    const opened = isInternal(reader) ? await this.entries.personal(organization, open) : [];
    const items = shown.map((entry) => {
      const reason = closed.get(entry.index);
      if (reason !== undefined) return withheld(entry, reason);
      const event = eventIn(entry);
      return told(
        entry,
        opened.filter(({ eventId, path }) => eventId === entry.eventId && mayDisclose(event, path)),
      );
    });
    return { items, next: found.length > limit ? from + limit : null };
  }

  private async closed(reader: Actor, entries: readonly LedgerEntry[]): Promise<Map<number, WithheldReason>> {
    const { organization, period, roles } = reader;
    const audience = audienceOf(reader);
    const span = period && (await this.times.span(organization, period));
    const events = entries.map(eventIn);
    // Whoever never votes may know of every ballot, since there is nothing to sway.
    const votes = votingRoles.some((role) => roles.includes(role));
    const wording = votes ? await this.words.of(reader, events) : undefined;
    const closed = new Map<number, WithheldReason>();
    entries.forEach(({ index }, place) => {
      const event = events[place] as Event;
      const outside = span && (index < span.from || index >= span.until);
      const hidden = wording && isSecret(event, wording);
      const reason = outside ? 'outside_period' : hidden ? 'ballots_hidden' : withheldFrom(audience, event);
      if (reason) closed.set(index, reason);
    });
    return closed;
  }
}

const eventIn = ({ bytes }: LedgerEntry): Event => JSON.parse(bytes.toString('utf8')) as Event;

const isInternal = (reader: Actor): boolean => audienceOf(reader) === 'internal';

function audienceOf(reader: Actor): Audience {
  if (reader.period) return 'assessor';
  return mayDo(reader, 'audit.export') ? 'desk' : 'internal';
}

type Opened = Awaited<ReturnType<EntryStore['personal']>>[number];

const told = (entry: LedgerEntry, opened: readonly Opened[]): JsonObject => ({
  ...placeOf(entry),
  event: entry.eventId,
  type: eventIn(entry).type,
  bytes: entry.bytes.toString('utf8'),
  disclosures: opened.map(({ path, salt, value }) => ({
    path,
    salt: salt.toString('base64'),
    value: value as Json,
  })),
  withheld: null,
});

const withheld = (entry: LedgerEntry, reason: WithheldReason): JsonObject => ({
  ...placeOf(entry),
  event: null,
  type: null,
  bytes: null,
  disclosures: [],
  withheld: reason,
});

const placeOf = ({ index, leafHash, sequencedAt }: LedgerEntry): JsonObject => ({
  index,
  leafHash: leafHash.toString('base64'),
  sequencedAt,
});
