import { type Refusal, refusal } from '#libs/kernel';
import { type CodePoints, codePointsOf } from './code-points.js';
import { normalizeFragment } from './normalize.js';
import { occurrencesOf } from './occurrences.js';
import { offersFor } from './offer-quote.js';
import { contextIn, type QuoteContext } from './quote-context.js';

/** The W3C TextQuoteSelector (Web Annotation Data Model, 4.2.4). */
export interface QuoteSelector {
  readonly exact: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Half-open; `start` and `end` in code points, the others for slicing in JavaScript. */
export interface QuotePlace {
  readonly start: number;
  readonly end: number;
  readonly utf16Start: number;
  readonly utf16End: number;
}

/** One of several places, with what tells it from the others. */
export interface QuoteCandidate extends QuoteContext {
  readonly start: number;
  readonly end: number;
}

// A refusal shows so many places; `facts.count` tells how many there are.
const shown = 10;

/**
 * Where the quote stands in a text in its normal form. Exactly one place is an answer; several are `quote.ambiguous`
 * with candidates; none is `quote.not_found`, with offers where the words stand in other typography. Throws Refused
 * `text.invalid` for a selector that cannot be stored.
 */
export function findQuote(text: string, selector: QuoteSelector): { found: QuotePlace } | { refusal: Refusal } {
  const exact = normalizeFragment(selector.exact);
  const prefix = normalizeFragment(selector.prefix ?? '');
  const suffix = normalizeFragment(selector.suffix ?? '');
  if (exact === '') return notFound('The quote is empty. Send the words as they stand in the text.');

  // Searched as one piece: "directly before" and "directly after" are then part of the match, at no extra cost.
  const { places, count } = placesOf(prefix + exact + suffix, text, prefix.length);
  const [only] = places;
  if (only !== undefined && count === 1) return { found: placeAt(codePointsOf(text), only, exact.length) };
  if (only !== undefined) return { refusal: ambiguous(text, exact, places, count) };
  if (prefix !== '' || suffix !== '') {
    const alone = placesOf(exact, text, 0);
    if (alone.count > 0) return { refusal: wrongContext(text, { exact, prefix, suffix }, alone) };
  }
  return missing(text, exact);
}

interface Places {
  /** UTF-16 indexes at which `exact` begins; the first few. */
  readonly places: readonly number[];
  readonly count: number;
}

function placesOf(wanted: string, text: string, offset: number): Places {
  const places: number[] = [];
  let count = 0;
  for (const place of occurrencesOf(wanted, text)) {
    if (count < shown) places.push(place + offset);
    count++;
  }
  return { places, count };
}

function placeAt(points: CodePoints, utf16Start: number, length: number): QuotePlace {
  const utf16End = utf16Start + length;
  return { start: points.toCodePoint(utf16Start), end: points.toCodePoint(utf16End), utf16Start, utf16End };
}

function candidatesAt(text: string, exact: string, places: readonly number[]): readonly QuoteCandidate[] {
  const points = codePointsOf(text);
  return places.map((place) => {
    const { start, end } = placeAt(points, place, exact.length);
    return { start, end, ...contextIn(text, points, start, end) };
  });
}

function ambiguous(text: string, exact: string, places: readonly number[], count: number): Refusal {
  return refusal(
    'quote.ambiguous',
    `The quote stands ${count} times in this text. Send a prefix or a suffix, the words directly before or after it, that only one of them has.`,
    { facts: { count, candidates: candidatesAt(text, exact, places) } },
  );
}

function wrongContext(text: string, { exact, prefix, suffix }: Required<QuoteSelector>, alone: Places): Refusal {
  const prefixFits = placesOf(prefix + exact, text, 0).count > 0;
  const suffixFits = placesOf(exact + suffix, text, 0).count > 0;
  const fault = contextFault(prefixFits, suffixFits);
  const times = alone.count === 1 ? 'once' : `${alone.count} times`;
  return refusal(
    'quote.not_found',
    `The quote stands ${times} in this text, but ${fault}. Correct the context, or leave it out where the quote is unique.`,
    { facts: { count: alone.count, candidates: candidatesAt(text, exact, alone.places) } },
  );
}

function contextFault(prefixFits: boolean, suffixFits: boolean): string {
  if (prefixFits && suffixFits) return 'no place has both this prefix and this suffix';
  if (prefixFits) return 'this suffix does not stand directly after it';
  if (suffixFits) return 'this prefix does not stand directly before it';
  return 'neither this prefix nor this suffix stands directly beside it';
}

function missing(text: string, exact: string): { refusal: Refusal } {
  const offered = offersFor(text, exact, shown);
  const [first] = offered;
  if (first !== undefined) {
    return notFound(
      `The quote does not stand in this text in these characters; a passage that differs only in ${first.differs.join(' and ')} does. Send it as it stands there: see "offered".`,
      { offered },
    );
  }
  if (exact.length > text.length)
    return notFound('The quote is longer than the text. Send the words as they stand in it.');
  return notFound('The quote does not stand in this text. Check the revision, and copy the words as they stand there.');
}

const notFound = (detail: string, facts?: Readonly<Record<string, unknown>>): { refusal: Refusal } => ({
  refusal: refusal('quote.not_found', detail, facts === undefined ? {} : { facts }),
});
