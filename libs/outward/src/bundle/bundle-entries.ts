import { open } from 'node:fs/promises';
import { mayDisclose, type WithheldReason } from '#libs/factcheck';
import type { Json } from '#libs/kernel';
import type { EntryStore, LedgerEntry, LogAt } from '#libs/ledger';
import { formatDisclosure, formatWithheld } from '#libs/proof';
import type { Progress } from '../reports/report-kind.js';

// Entries in memory at a time: at 60,000 bytes each, the most there are, 30 MB.
const pageSize = 500;
const newline = Buffer.from('\n');

/** An event as its bytes tell it. */
export interface Recorded {
  readonly type: string;
  readonly root: string;
  readonly changes: readonly {
    readonly type: string;
    readonly id: string;
    readonly after: Readonly<Record<string, unknown>>;
  }[];
}

/** Which entries a bundle tells, and of which it opens the personal values too. */
export interface ChosenEntries {
  readonly from: number;
  readonly closed: (event: Recorded) => WithheldReason | undefined;
  readonly opened: (event: Recorded) => boolean;
}

/**
 * Writes the entries, one a line, and what may be disclosed of their personal values, into two files. Answers whether
 * anything was disclosed. Legal and confidential fields stay commitments: no report holds them.
 */
export async function writeEntries(
  entries: EntryStore,
  at: LogAt,
  chosen: ChosenEntries,
  files: { readonly entries: string; readonly personal: string },
  advance: (progress: Progress) => Promise<void>,
): Promise<{ disclosed: boolean }> {
  const lines = await open(files.entries, 'w');
  const disclosures = await open(files.personal, 'w');
  let disclosed = false;
  try {
    for (let done = chosen.from; done < at.size;) {
      await advance({ done, total: at.size });
      const page = await entries.range(at.organization, done, at.size, pageSize);
      if (page.length === 0) throw new Error(`the log has no entry ${done} and a checkpoint of ${at.size}`);
      const events = page.map(({ bytes }) => JSON.parse(bytes.toString('utf8')) as Recorded);
      const reasons = events.map(chosen.closed);
      await lines.appendFile(asLines(page.map((entry, i) => lineOf(entry, reasons[i]))));
      const opened = await disclosuresOf(
        entries,
        at,
        page.filter((_, i) => reasons[i] === undefined && chosen.opened(events[i] as Recorded)),
      );
      await disclosures.appendFile(asLines(opened));
      disclosed ||= opened.length > 0;
      done += page.length;
    }
  } finally {
    await lines.close();
    await disclosures.close();
  }
  await advance({ done: at.size, total: at.size });
  return { disclosed };
}

const lineOf = ({ bytes, leafHash }: LedgerEntry, reason: WithheldReason | undefined): Buffer =>
  reason === undefined ? bytes : formatWithheld({ leafHash, reason });

const asLines = (each: readonly Buffer[]): Buffer => Buffer.concat(each.flatMap((line) => [line, newline]));

async function disclosuresOf(entries: EntryStore, at: LogAt, page: readonly LedgerEntry[]): Promise<Buffer[]> {
  const personal = await entries.personal(
    at.organization,
    page.map((entry) => entry.eventId),
  );
  if (personal.length === 0) return [];
  const events = new Map(page.map(({ eventId, bytes }) => [eventId, JSON.parse(bytes.toString('utf8')) as Recorded]));
  return personal
    .filter(({ eventId, path }) => mayDisclose(events.get(eventId) as Recorded, path))
    .map(({ eventId, path, salt, value }) => formatDisclosure({ event: eventId, path, salt, value: value as Json }));
}
