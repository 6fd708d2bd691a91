import type { Json, JsonObject } from '#libs/kernel';
import { bundleFiles, bundleLimits } from '../bundle.js';
import { type Disclosure, parseDisclosure } from '../commitment.js';
import { linesOf } from '../lines.js';
import { parseWithheld } from '../withheld.js';
import { EventRows, type OpenedValues, withheldRow } from './event-row.js';
import { csvHead, csvLine } from './events-csv.js';
import { pageFoot, pageHead, pageName, pageRow, pageRows } from './events-html.js';

/** The parts of a bundle that its views of events are made of, and nothing else. */
export interface ViewSource {
  readonly origin: string;
  readonly size: number;
  readonly from: number;
  /** The contents of entries.ndjson and personal.ndjson. */
  readonly entries: AsyncIterable<Buffer>;
  readonly personal: AsyncIterable<Buffer> | undefined;
}

export interface ViewPiece {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Whether `deriveViews` makes a file of this name. */
export const isDerived = (name: string): boolean => /^views\/events(-\d+)?\.(csv|html)$/.test(name);

const csvName = `${bundleFiles.views}events.csv`;
const piecesOf = 500;

/**
 * The views of events as CSV and HTML, in pieces: those of one file in their order, and a page of HTML after the other. They
 * are a function of the entries and of what is disclosed of them, so that whoever verifies makes them anew and compares.
 * Takes well-formed files: throws Malformed at the first line that is not.
 */
export async function* deriveViews(source: ViewSource): AsyncGenerator<ViewPiece> {
  const { origin, size, from } = source;
  const rows = new EventRows();
  const openedOf = disclosuresInOrder(source.personal);
  const htmlName = (first: number): string => `${bundleFiles.views}${pageName(from, first)}`;
  let csv = csvHead;
  let html = pageHead({ origin, size, from, first: from });
  let first = from;
  let index = from;
  for await (const bytes of linesOf(source.entries, bundleLimits.entry)) {
    if (index - first === pageRows) {
      yield piece(htmlName(first), html + pageFoot);
      first = index;
      html = pageHead({ origin, size, from, first });
    }
    const event = JSON.parse(bytes.toString('utf8')) as JsonObject;
    const closed = parseWithheld(event);
    const row = closed ? withheldRow(index, closed) : rows.of(index, event, await openedOf(event.id));
    csv += csvLine(row);
    html += pageRow(row);
    index += 1;
    if (index % piecesOf === 0) {
      yield piece(csvName, csv);
      yield piece(htmlName(first), html);
      [csv, html] = ['', ''];
    }
  }
  yield piece(csvName, csv);
  yield piece(htmlName(first), html + pageFoot);
}

const piece = (name: string, words: string): ViewPiece => ({ name, bytes: Buffer.from(words, 'utf8') });

const nothing: OpenedValues = new Map();

/** What is disclosed of each event, asked for in the order of the log. */
function disclosuresInOrder(
  personal: AsyncIterable<Buffer> | undefined,
): (event: Json | undefined) => Promise<OpenedValues> {
  const lines = personal && linesOf(personal, bundleLimits.disclosure);
  let waiting: Disclosure | undefined;
  const next = async (): Promise<void> => {
    const line = await lines?.next();
    waiting = line === undefined || line.done ? undefined : parseDisclosure(line.value);
  };
  const begun = next();
  return async (event) => {
    await begun;
    if (waiting?.event !== event) return nothing;
    const opened = new Map<string, Json>();
    for (; waiting?.event === event; await next())
      opened.set((waiting as Disclosure).path, (waiting as Disclosure).value);
    return opened;
  };
}
